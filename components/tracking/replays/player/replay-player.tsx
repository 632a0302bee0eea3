"use client";

import "@rrweb/replay/dist/style.css";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useWorkspace } from "@/components/common/workspace-context";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Spinner } from "@/components/ui/spinner";
import type { ReplayDetail, ReplayMark } from "@/lib/tracking/replay/schemas";
import { MarkList } from "../mark-list";
import { FIRST_STATE, ReplayController, SPEEDS } from "./controller";
import { Controls } from "./controls";
import { loadChunk } from "./load-chunk";
import { Timeline } from "./timeline";

const JUMP_MS = 5_000;
const HEIGHT_SHARE_MAX = 0.62;

const noNews = () => () => undefined;
const firstState = () => FIRST_STATE;

/** The player with the list of what happened. Its code and rrweb's come when the page is shown. */
export function ReplayPlayer({ replay }: { replay: ReplayDetail }) {
  const { workspace } = useWorkspace();
  const root = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  // A recording that goes on keeps the pieces it had when its page was opened.
  const [shown] = useState(replay);
  const [controller, setController] = useState<ReplayController | null>(null);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const abort = new AbortController();
    const made = new ReplayController({
      chunks: shown.chunks,
      durationMs: shown.durationMs,
      load: (seq) => loadChunk(workspace.id, shown.id, seq, abort.signal),
    });
    setController(made);
    void made.start(element);
    return () => {
      abort.abort();
      made.close();
      element.replaceChildren();
    };
  }, [shown, workspace.id, attempt]);
  const state = useSyncExternalStore(
    controller?.subscribe ?? noNews,
    controller?.getState ?? firstState,
    firstState,
  );
  useKeys(controller);
  const marks = useMemo<readonly ReplayMark[]>(
    () =>
      shown.marks.length > 0
        ? shown.marks
        : state.pages.map((page) => ({ atMs: page.atMs, kind: "page", label: page.path })),
    [shown.marks, state.pages],
  );
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <Card className="min-w-0 overflow-hidden">
        {state.phase === "failed" ? (
          <ErrorState
            title="This recording cannot be played"
            message="Its beginning never arrived or could not be loaded."
            onRetry={() => setAttempt(attempt + 1)}
          />
        ) : null}
        <Stage rootRef={root} width={state.width} height={state.height} isHidden={state.phase === "failed"}>
          {state.phase === "loading" || state.isWaiting ? (
            <span
              role="status"
              className="absolute inset-0 flex items-center justify-center gap-2 text-text-muted"
            >
              <Spinner />
              {state.phase === "loading" ? "Loading the recording …" : "Waiting for the next part …"}
            </span>
          ) : null}
        </Stage>
        <div className="flex flex-col gap-1 border-t border-border px-4 py-3">
          <Timeline
            timeMs={state.timeMs}
            loadedMs={state.loadedMs}
            durationMs={shown.durationMs}
            marks={marks}
            onSeek={(timeMs) => controller?.seek(timeMs)}
          />
          <Controls controller={controller} state={state} durationMs={shown.durationMs} />
          <p className="pt-1 text-xs text-text-muted">
            <span className="[@media(pointer:coarse)]:hidden">
              Space plays and pauses, ← and → jump 5 seconds, [ and ] change the speed.{" "}
            </span>
            Words, values and pictures are masked; nothing is loaded from the website.
            {state.lost > 0 ? ` ${state.lost} of ${shown.chunks.length} parts could not be loaded.` : ""}
          </p>
        </div>
      </Card>
      <MarkList
        marks={marks}
        timeMs={state.timeMs}
        startedAt={shown.startedAt}
        onSeek={(timeMs) => controller?.seek(timeMs)}
      />
    </div>
  );
}

type StageProps = {
  rootRef: React.RefObject<HTMLDivElement | null>;
  width: number;
  height: number;
  isHidden: boolean;
  children: React.ReactNode;
};

/** The visitor's window, made as large as fits. */
function Stage({ rootRef, width, height, isHidden, children }: StageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setRoom({ width: element.clientWidth, height: window.innerHeight * HEIGHT_SHARE_MAX });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const scale =
    width > 0 && height > 0 && room.width > 0 ? Math.min(room.width / width, room.height / height, 1) : 0;
  return (
    <div
      ref={frame}
      hidden={isHidden}
      className="relative flex min-h-60 justify-center overflow-hidden bg-surface-sunken"
      style={scale > 0 ? { height: height * scale } : {}}
    >
      <div
        className="relative shrink-0 overflow-hidden"
        style={scale > 0 ? { width: width * scale, height: height * scale } : {}}
      >
        <div
          ref={rootRef}
          data-testid="replay-stage"
          className="absolute top-0 left-0 origin-top-left bg-[Canvas] [color-scheme:light] [&_iframe]:border-0"
          style={scale > 0 ? { width, height, transform: `scale(${scale})` } : { visibility: "hidden" }}
        />
      </div>
      {children}
    </div>
  );
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input:not([type=range]),select,textarea,button,a,[role=dialog]") !== null;

/** The player's keys, unless something else on the page wants them. */
function useKeys(controller: ReplayController | null): void {
  useEffect(() => {
    if (!controller) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { speed, timeMs } = controller.getState();
      const at = SPEEDS.findIndex((each) => each === speed);
      const acts: Record<string, () => void> = {
        "[": () => controller.setSpeed(SPEEDS[Math.max(0, at - 1)] ?? 1),
        "]": () => controller.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, at + 1)] ?? 1),
        ...(isField(event.target)
          ? {}
          : {
              " ": () => controller.toggle(),
              ArrowLeft: () => controller.seek(timeMs - JUMP_MS),
              ArrowRight: () => controller.seek(timeMs + JUMP_MS),
            }),
      };
      const act = acts[event.key];
      if (
        !act ||
        (event.target instanceof HTMLElement &&
          event.target.closest("input:not([type=range]):not([type=radio]):not([type=checkbox]),textarea"))
      )
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [controller]);
}
