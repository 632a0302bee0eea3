"use client";

import Link from "next/link";
import { formatNumber, formatPercent } from "@/components/lib/format";
import { formatMoney } from "@/components/lib/money";
import { buttonClass } from "@/components/ui/button";
import { ChangeBadge } from "@/components/ui/change-badge";
import type { GoalsResult } from "@/lib/tracking/report-schemas";
import { thanOf } from "./compare-words";
import { isChosen } from "./filters";
import { PanelError } from "./panel-error";
import { RowsSkeleton } from "./panels-skeleton";
import { isKind } from "./report-batch";
import { useReport, useScreen } from "./report-scope";
import { useReportSource } from "./report-source";

/** Goals with what they brought in these days; a click on one shows the visits that reached it. */
export function GoalsRows({ onFilter }: { onFilter: (goalId: string) => void }) {
  const { scope } = useScreen();
  const { readOnly } = useReportSource();
  const report = useReport({ kind: "goals" });
  const result = report.data?.result;
  if (report.error && !result) return <PanelError report={report} />;
  if (!isKind(result, "goals")) return <RowsSkeleton label="Goals" />;
  if (result.rows.length === 0)
    return (
      <div className="flex flex-col items-start gap-3 p-4 text-text-muted">
        <p>No goal yet. A goal is a page that visitors should reach or an event that should happen.</p>
        {readOnly ? null : (
          <Link
            href={`/analytics/goals?site=${scope.siteId}`}
            className={buttonClass({ variant: "secondary", size: "sm" })}
          >
            Make a goal
          </Link>
        )}
      </div>
    );
  return (
    <table className="w-full table-fixed">
      <thead>
        <tr className="text-right text-xs text-text-muted [&>th]:py-2 [&>th]:pr-2 [&>th]:font-medium">
          <th scope="col" className="pl-4 text-left">
            Goal
          </th>
          <th scope="col" className="w-20">
            Reached
          </th>
          <th scope="col" className="w-16">
            Rate
          </th>
          <th scope="col" className="w-24 pr-4!">
            Value
          </th>
        </tr>
      </thead>
      <tbody>
        {result.rows.map((row) => (
          <GoalRow
            key={row.goalId}
            row={row}
            than={thanOf(scope.compare)}
            pressed={isChosen(scope.filters, "goal", row.goalId)}
            onPress={() => onFilter(row.goalId)}
          />
        ))}
      </tbody>
    </table>
  );
}

type GoalRowProps = {
  row: GoalsResult["rows"][number];
  than: string;
  pressed: boolean;
  onPress: () => void;
};

function GoalRow({ row, than, pressed, onPress }: GoalRowProps) {
  return (
    <tr className="text-right tabular-nums [&>td]:py-0.5 [&>td]:pr-2">
      <th scope="row" className="py-0.5 pl-2 text-left font-normal">
        <button
          type="button"
          aria-pressed={pressed}
          title={`${row.name} – filter by it`}
          onClick={onPress}
          className="touch-target w-full truncate rounded-inner px-2 py-1.5 text-left underline-offset-4 hover:underline aria-pressed:bg-accent-soft aria-pressed:font-medium"
        >
          {row.name}
        </button>
      </th>
      <td>
        <span className="font-medium">{formatNumber(row.conversions)}</span>
        {row.previous ? (
          <span className="block leading-4">
            <ChangeBadge value={row.conversions} previous={row.previous.conversions} than={than} />
          </span>
        ) : null}
      </td>
      <td className="text-text-muted">{formatPercent(row.rate)}</td>
      <td className="pr-4! text-text-muted">
        {row.valueCents === null ? "–" : formatMoney(row.valueCents, row.currency)}
      </td>
    </tr>
  );
}
