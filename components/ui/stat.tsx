import type { ReactNode } from "react";
import { formatCompact, formatNumber } from "@/components/lib/format";
import { Skeleton } from "./skeleton";
import { Sparkline } from "./sparkline";

export type StatProps = {
  label: string;
  value: number;
  change?: ReactNode;
  /** One value a day. */
  trend?: readonly number[];
  note?: string;
};

/** A number with its name, its change and its course. The exact value shows on hover. */
export function Stat({ label, value, change, trend, note }: StatProps) {
  return (
    <div className="flex min-h-28 flex-col gap-1 p-4">
      <p className="text-[0.8125rem] text-text-muted">{label}</p>
      <p className="flex items-baseline gap-2">
        <span
          title={formatNumber(value)}
          className="text-[1.75rem] leading-9 font-semibold tracking-tight tabular-nums"
        >
          {formatCompact(value)}
        </span>
        {change}
      </p>
      {note ? <p className="text-xs text-text-muted">{note}</p> : null}
      {trend ? <Sparkline values={trend} className="mt-auto h-8 w-full" /> : null}
    </div>
  );
}

/** A `Stat` that is on its way, in the same size. */
export function StatSkeleton({ label, trend }: { label: string; trend?: boolean }) {
  return (
    <div className="flex min-h-28 flex-col gap-1 p-4">
      <p className="text-[0.8125rem] text-text-muted">{label}</p>
      <Skeleton className="mt-1.5 mb-1.5 h-6 w-24" />
      {trend ? <Skeleton className="mt-auto h-8 w-full" /> : null}
    </div>
  );
}
