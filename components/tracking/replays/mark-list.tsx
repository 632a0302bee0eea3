"use client";

import { FileText, Zap } from "lucide-react";
import { cn } from "@/components/lib/cn";
import { Card, CardHeader } from "@/components/ui/card";
import type { ReplayMark } from "@/lib/tracking/replay/schemas";
import { clockTime } from "./words";

export type MarkListProps = {
  marks: readonly ReplayMark[];
  timeMs: number;
  startedAt: string;
  onSeek: (timeMs: number) => void;
};

/** What the visitor did, in order; a click goes there. */
export function MarkList({ marks, timeMs, onSeek }: MarkListProps) {
  const current = marks.findLastIndex((mark) => mark.atMs <= timeMs);
  return (
    <Card className="min-w-0">
      <CardHeader title="What happened" />
      {marks.length === 0 ? (
        <p className="p-4 text-text-muted">
          Nothing is known yet. Pages and events show up here once the visit has been counted.
        </p>
      ) : (
        <ol className="max-h-[62vh] divide-y divide-border overflow-y-auto">
          {marks.map((mark, index) => (
            <li key={index}>
              <button
                type="button"
                aria-current={index === current ? "step" : undefined}
                onClick={() => onSeek(mark.atMs)}
                className={cn(
                  "flex w-full items-baseline gap-3 px-4 py-2.5 text-left hover:bg-surface-hover",
                  index === current && "bg-accent-soft",
                )}
              >
                <span className="min-w-9 text-xs text-text-muted tabular-nums">{clockTime(mark.atMs)}</span>
                {mark.kind === "page" ? (
                  <FileText aria-hidden className="size-3.5 shrink-0 self-center text-text-muted" />
                ) : (
                  <Zap aria-hidden className="size-3.5 shrink-0 self-center text-chart-3" />
                )}
                <span
                  className={cn("min-w-0 break-all", mark.kind === "page" && "font-mono text-[0.8125rem]")}
                >
                  <span className="sr-only">{mark.kind === "page" ? "Page " : "Event "}</span>
                  {mark.label}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
