"use client";

import { cn } from "@/components/lib/cn";
import { formatCompact } from "@/components/lib/format";
import { ChangeBadge } from "@/components/ui/change-badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { TotalsResult } from "@/lib/tracking/report-schemas";
import { MEASURES, type Measure, type MeasureId } from "./measures";

export type TotalsRowProps = {
  totals: TotalsResult | undefined;
  chosen: MeasureId;
  onChoose: (measure: MeasureId) => void;
  /** Ends the sentence of a change: "than in the period before". */
  than: string;
};

/** The range in six numbers; each is the chart's at a click. */
export function TotalsRow({ totals, chosen, onChoose, than }: TotalsRowProps) {
  return (
    <div
      role="group"
      aria-label="Totals: choose what the chart shows"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-t-ui bg-border sm:grid-cols-3 xl:grid-cols-6"
    >
      {MEASURES.map((measure) => (
        <Tile
          key={measure.id}
          measure={measure}
          totals={totals}
          than={than}
          pressed={measure.id === chosen}
          onPress={() => onChoose(measure.id)}
        />
      ))}
    </div>
  );
}

type TileProps = {
  measure: Measure;
  totals: TotalsResult | undefined;
  than: string;
  pressed: boolean;
  onPress: () => void;
};

function Tile({ measure, totals, than, pressed, onPress }: TileProps) {
  const value = totals ? measure.of(totals) : 0;
  const exact = measure.format(value);
  const short = measure.scale === "count" && value >= 10_000 ? formatCompact(value) : exact;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cn(
        "flex min-w-0 flex-col gap-0.5 bg-surface-raised px-4 py-3 text-left -outline-offset-2 hover:bg-surface-hover",
        pressed && "shadow-[inset_0_-2px_0_var(--accent)]",
      )}
    >
      <span
        title={measure.help}
        className={cn("text-[0.8125rem]", pressed ? "font-medium" : "text-text-muted")}
      >
        {measure.label}
      </span>
      {totals ? (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span title={exact} className="text-2xl leading-8 font-semibold tracking-tight tabular-nums">
            {short}
          </span>
          {totals.previous ? (
            <ChangeBadge
              value={value}
              previous={measure.of(totals.previous)}
              than={than}
              format={measure.format}
              lowerIsBetter={measure.lowerIsBetter}
            />
          ) : null}
        </span>
      ) : (
        <Skeleton className="my-1 h-6 w-20" />
      )}
    </button>
  );
}
