"use client";

import { cn } from "@/components/lib/cn";
import { formatCompact, formatNumber, formatPercent } from "@/components/lib/format";
import { ChangeBadge } from "@/components/ui/change-badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { TotalsResult, TotalsValues } from "@/lib/tracking/schemas";
import { MEASURES, type MeasureId } from "./measures";

const THAN = "than the period before";
const tileClass = "flex min-w-0 flex-col gap-0.5 border-border px-4 py-3 text-left";
const numberClass = "text-2xl leading-8 font-semibold tracking-tight tabular-nums";

const bounceRate = (values: TotalsValues) => (values.visits > 0 ? values.bounces / values.visits : 0);
const viewsPerVisit = (values: TotalsValues) => (values.visits > 0 ? values.pageViews / values.visits : 0);

export type TotalsRowProps = {
  totals: TotalsResult | undefined;
  only: MeasureId | null;
  onOnly: (measure: MeasureId | null) => void;
};

/** The range in five numbers. The first three choose what the chart shows alone. */
export function TotalsRow({ totals, only, onOnly }: TotalsRowProps) {
  const previous = totals?.previous;
  return (
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded-t-ui bg-border sm:grid-cols-3 lg:grid-cols-5 [&>*]:bg-surface-raised">
      {MEASURES.map((measure) => (
        <button
          key={measure.id}
          type="button"
          aria-pressed={only === measure.id}
          title={
            only === measure.id ? "Show all three on the chart" : `Show only ${measure.noun} on the chart`
          }
          onClick={() => onOnly(only === measure.id ? null : measure.id)}
          className={cn(
            tileClass,
            "outline-offset-[-3px] hover:bg-surface-hover! aria-pressed:bg-accent-soft!",
          )}
        >
          <span className="text-[0.8125rem] text-text-muted">{measure.label}</span>
          {totals ? (
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span title={formatNumber(totals[measure.id])} className={numberClass}>
                {formatCompact(totals[measure.id])}
              </span>
              {previous ? (
                <ChangeBadge value={totals[measure.id]} previous={previous[measure.id]} than={THAN} />
              ) : null}
            </span>
          ) : (
            <Skeleton className="my-1 h-6 w-20" />
          )}
        </button>
      ))}
      <RatioTile
        label="Views per visit"
        totals={totals}
        ratio={viewsPerVisit}
        format={(value) => value.toFixed(1)}
      />
      <RatioTile
        label="Bounce rate"
        totals={totals}
        ratio={bounceRate}
        format={formatPercent}
        lowerIsBetter
      />
    </div>
  );
}

type RatioTileProps = {
  label: string;
  totals: TotalsResult | undefined;
  ratio: (values: TotalsValues) => number;
  format: (value: number) => string;
  lowerIsBetter?: boolean;
};

function RatioTile({ label, totals, ratio, format, lowerIsBetter }: RatioTileProps) {
  const previous = totals?.previous;
  return (
    <div className={cn(tileClass, "last:max-sm:col-span-2 sm:max-lg:last:col-span-2")}>
      <span className="text-[0.8125rem] text-text-muted">{label}</span>
      {totals ? (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className={numberClass}>{format(ratio(totals))}</span>
          {previous && previous.visits > 0 ? (
            <ChangeBadge
              value={ratio(totals)}
              previous={ratio(previous)}
              than={THAN}
              lowerIsBetter={lowerIsBetter}
            />
          ) : null}
        </span>
      ) : (
        <Skeleton className="my-1 h-6 w-20" />
      )}
    </div>
  );
}
