"use client";

import { Pause, Play, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { clockTime } from "../words";
import { type PlayerState, type ReplayController, SPEEDS } from "./controller";

export type ControlsProps = { controller: ReplayController | null; state: PlayerState; durationMs: number };

const SPEED_OPTIONS = SPEEDS.map((speed) => ({
  value: String(speed),
  label: `${speed}×`,
  name: `Speed ${speed}`,
}));

/** Play and pause, time, speed, idle. */
export function Controls({ controller, state, durationMs }: ControlsProps) {
  const { isPlaying, isAtEnd } = state;
  const label = isPlaying ? "Pause" : isAtEnd ? "Play again" : "Play";
  const Icon = isPlaying ? Pause : isAtEnd ? RotateCcw : Play;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button
        size="icon"
        aria-label={label}
        aria-keyshortcuts="Space"
        disabled={state.phase !== "ready"}
        onClick={() => controller?.toggle()}
      >
        <Icon aria-hidden className="size-4" />
      </Button>
      <span className="text-[0.8125rem] text-text-muted tabular-nums">
        <span className="text-text">{clockTime(state.timeMs)}</span>
        {` / ${clockTime(durationMs)}`}
      </span>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 max-sm:w-full sm:ml-auto">
        <label className="inline-flex items-center gap-2 text-[0.8125rem] text-text-muted">
          <Switch
            checked={state.skipsIdle}
            onCheckedChange={(checked) => controller?.setSkipsIdle(checked)}
          />
          Skip idle time
        </label>
        <SegmentedControl
          label="Speed"
          value={String(state.speed)}
          onChange={(value) => controller?.setSpeed(Number(value))}
          segments={SPEED_OPTIONS}
        />
      </div>
    </div>
  );
}
