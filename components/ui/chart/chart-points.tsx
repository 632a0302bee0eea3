"use client";

import { useRef, type KeyboardEvent } from "react";
import { cn } from "@/components/lib/cn";
import { dotClass, type ChartColor } from "./series";

export type ChartPointsProps = {
  count: number;
  active: number | null;
  onActive: (index: number | null) => void;
  /** Place of a point, in per cent of the width. */
  x: (index: number) => number;
  dots: readonly { id: string; color: ChartColor; y: number }[];
  describe: (index: number) => string;
  /** What a point stands for: "Days". */
  unit: string;
};

const STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };

/** One target a point over the whole height; a single stop for Tab, arrows go from point to point. */
export function ChartPoints({ count, active, onActive, x, dots, describe, unit }: ChartPointsProps) {
  const row = useRef<HTMLDivElement>(null);
  const current = Math.min(active ?? count - 1, count - 1);
  const move = (event: KeyboardEvent) => {
    const last = count - 1;
    const step = STEPS[event.key];
    const next =
      event.key === "Home" ? 0 : event.key === "End" ? last : step === undefined ? null : current + step;
    if (next === null) return;
    event.preventDefault();
    const target = row.current?.children.item(Math.min(last, Math.max(0, next)));
    if (target instanceof HTMLElement) target.focus();
  };
  const width = 100 / Math.max(1, count - 1);
  return (
    <>
      {active === null ? null : (
        <div
          aria-hidden
          className="absolute inset-y-0 w-px bg-border-strong"
          style={{ left: `${x(active)}%` }}
        >
          {dots.map((dot) => (
            <span
              key={dot.id}
              className={cn(
                "absolute size-2 -translate-x-[3.5px] -translate-y-1/2 rounded-full ring-2 ring-surface-raised",
                dotClass(dot.color),
              )}
              style={{ top: `${dot.y}%` }}
            />
          ))}
        </div>
      )}
      <div
        ref={row}
        role="group"
        aria-label={`${unit}: arrow keys go from one to the next`}
        className="absolute inset-0"
        onKeyDown={move}
      >
        {Array.from({ length: count }, (_, index) => (
          <span
            key={index}
            role="img"
            aria-label={describe(index)}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => onActive(index)}
            onBlur={() => onActive(null)}
            onPointerEnter={() => onActive(index)}
            className="absolute inset-y-0 -translate-x-1/2 rounded-inner"
            style={{ left: `${x(index)}%`, width: `${width}%` }}
          />
        ))}
      </div>
    </>
  );
}
