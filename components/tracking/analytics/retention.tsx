"use client";

import Link from "next/link";
import { formatDay } from "@/components/lib/dates";
import { countOf, formatNumber, formatPercent } from "@/components/lib/format";
import { Skeleton } from "@/components/ui/skeleton";
import type { RetentionResult } from "@/lib/tracking/report-schemas";
import { PanelError } from "./panel-error";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";

const WEEKS = 8;

/** How many of a week's new visitors came back in the weeks after. */
export function Retention() {
  const report = useReport({ kind: "retention", weeks: WEEKS });
  const result = report.data?.result;
  if (report.error && !result) return <PanelError report={report} />;
  if (!isKind(result, "retention"))
    return (
      <div className="p-4">
        <Skeleton className="h-72 w-full" />
      </div>
    );
  if (!result.hasIdentifiedVisitors)
    return (
      <div className="flex max-w-2xl flex-col gap-2 p-4 text-text-muted">
        <p className="font-medium text-text">Nobody is known again without consent</p>
        <p>
          Without a cookie a visitor is known for one day only, so there is nothing to say about coming back.
          When the website asks for consent and visitors give it, their weeks show here.{" "}
          <Link
            href="/docs/analytics#visitors"
            className="text-accent-text underline-offset-4 hover:underline"
          >
            How we count visitors
          </Link>
        </p>
      </div>
    );
  return <Cohorts cohorts={result.cohorts} />;
}

function Cohorts({ cohorts }: Pick<RetentionResult, "cohorts">) {
  const weeks = Math.max(1, ...cohorts.map(({ returned }) => returned.length));
  return (
    <div tabIndex={0} role="region" aria-label="Retention by week" className="overflow-x-auto p-4">
      <table className="w-full border-separate border-spacing-0.5 text-center tabular-nums">
        <caption className="pb-3 text-left text-text-muted">
          Visitors who consented, by the week of their first visit, and how many came back later.
        </caption>
        <thead className="text-xs text-text-muted">
          <tr>
            <th scope="col" className="py-1 pr-2 text-left font-medium whitespace-nowrap">
              Week of
            </th>
            <th scope="col" className="px-2 py-1 text-right font-medium">
              New
            </th>
            {Array.from({ length: weeks }, (_, week) => (
              <th key={week} scope="col" className="px-2 py-1 font-medium whitespace-nowrap">
                {week === 0 ? "Same week" : `+${week}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <tr key={cohort.week}>
              <th scope="row" className="pr-2 text-left font-normal whitespace-nowrap">
                {formatDay(cohort.week)}
              </th>
              <td className="px-2 text-right">{formatNumber(cohort.size)}</td>
              {cohort.returned.map((count, week) => (
                <Cell key={week} count={count} size={cohort.size} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ count, size }: { count: number; size: number }) {
  const share = size > 0 ? count / size : 0;
  // The accent at most at a third of its strength, so that the number stays readable on it.
  const strength = Math.round(share * 34);
  return (
    <td
      title={`${countOf(count, "visitor")} of ${formatNumber(size)}`}
      className="h-9 min-w-14 rounded-inner px-2"
      style={{ background: `color-mix(in srgb, var(--accent) ${strength}%, var(--surface-sunken))` }}
    >
      {formatPercent(share)}
    </td>
  );
}
