import { Info } from "lucide-react";
import Link from "next/link";
import { Tooltip } from "@/components/ui/tooltip";
import type { ServedBy } from "@/lib/tracking/report-schemas";
import { isKind, type ReportAnswer } from "./report-batch";

const TABLES: Record<ServedBy, string> = {
  rollup_days: "the totals kept for each day",
  rollup_hours: "the totals kept for each hour",
  rollup_dimensions: "the daily lists of values",
  visit_columns: "all visits, one by one",
  visits: "all visits, one by one",
  events: "the events themselves",
};

/** What a number stands on, in one sentence. */
const basisOf = ({ servedBy, approximate }: ReportAnswer): string =>
  [
    servedBy ? `Counted from ${TABLES[servedBy]} (${servedBy}).` : "",
    approximate ? "So many visits fit that only every n-th visitor was looked at." : "Every number is exact.",
  ]
    .join(" ")
    .trim();

/** Says when numbers are approximate or sums over days, and from which table they come. */
export function AnswerNote({ answer }: { answer: ReportAnswer | undefined }) {
  const isDailySum = isKind(answer?.result, "totals") && answer.result.visitorsAreDailySums;
  return (
    <p className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-text-muted">
      {answer?.approximate ? <span className="font-medium text-text">Approximate numbers</span> : null}
      {isDailySum ? <span>Visitors: sum over days</span> : null}
      <Link href="/docs/analytics" className="underline-offset-4 hover:text-text hover:underline">
        How we count
      </Link>
      {answer ? (
        <span className="ml-auto">
          <Tooltip content={basisOf(answer)}>
            {(describedBy) => (
              <button
                type="button"
                aria-label="Where these numbers come from"
                aria-describedby={describedBy}
                className="flex size-6 items-center justify-center rounded-inner hover:text-text"
              >
                <Info aria-hidden className="size-3.5" />
              </button>
            )}
          </Tooltip>
        </span>
      ) : null}
    </p>
  );
}
