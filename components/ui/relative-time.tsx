"use client";

import { formatDay, formatExact, formatRelative } from "@/components/lib/dates";
import { useNowMs, useTimeZone } from "@/components/lib/use-now";
import { Tooltip } from "./tooltip";

const STEP_MS = 1_000;

/** "3 min ago", kept up to date; the exact time with its zone in a tooltip. `iso` is UTC. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const nowMs = useNowMs(STEP_MS);
  const timeZone = useTimeZone();
  return (
    <Tooltip content={formatExact(iso, timeZone)}>
      {(describedBy) => (
        <time dateTime={iso} aria-describedby={describedBy} className={className}>
          {nowMs === null ? formatDay(iso.slice(0, 10)) : formatRelative(iso, nowMs)}
        </time>
      )}
    </Tooltip>
  );
}
