"use client";

import type { ReplayMark } from "@/lib/tracking/replay/schemas";
import { clockTime } from "../words";

export type TimelineProps = {
  timeMs: number;
  loadedMs: number;
  durationMs: number;
  marks: readonly ReplayMark[];
  onSeek: (timeMs: number) => void;
};

const percent = (part: number, whole: number): string =>
  `${Math.min(100, (100 * part) / Math.max(1, whole))}%`;

/** Where the recording is, what of it is loaded, and when something happened. The marks are in the list beside it too. */
export function Timeline({ timeMs, loadedMs, durationMs, marks, onSeek }: TimelineProps) {
  return (
    <div className="relative flex h-8 items-center">
      <div aria-hidden className="absolute inset-x-0 h-1.5 overflow-hidden rounded-full bg-surface-sunken">
        <span
          className="absolute inset-y-0 left-0 bg-border-strong/50"
          style={{ width: percent(loadedMs, durationMs) }}
        />
        <span
          className="absolute inset-y-0 left-0 bg-accent"
          style={{ width: percent(timeMs, durationMs) }}
        />
      </div>
      <div aria-hidden className="pointer-events-none absolute inset-0">
        {marks.map((mark, index) => (
          <span
            key={index}
            className={
              mark.kind === "page"
                ? "absolute top-1.5 h-5 w-0.5 -translate-x-1/2 rounded-full bg-text-muted"
                : "absolute top-1/2 size-2.5 -translate-1/2 rounded-full border border-surface-raised bg-chart-3"
            }
            style={{ left: percent(mark.atMs, durationMs) }}
          />
        ))}
      </div>
      <input
        type="range"
        aria-label="Position in the recording"
        aria-valuetext={`${clockTime(timeMs)} of ${clockTime(durationMs)}`}
        min={0}
        max={durationMs}
        step={1}
        value={Math.min(timeMs, durationMs)}
        onChange={(event) => onSeek(Number(event.target.value))}
        className="absolute inset-0 size-full cursor-pointer appearance-none bg-transparent accent-accent [&::-moz-range-thumb]:size-3.5 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-2 [&::-moz-range-thumb]:border-surface-raised [&::-moz-range-thumb]:bg-accent [&::-webkit-slider-thumb]:size-3.5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2 [&::-webkit-slider-thumb]:border-surface-raised [&::-webkit-slider-thumb]:bg-accent"
      />
    </div>
  );
}
