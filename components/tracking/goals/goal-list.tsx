"use client";

import { Archive, Pencil } from "lucide-react";
import { messageOf } from "@/components/common/api-error";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatNumber, formatPercent } from "@/components/lib/format";
import { formatMoney } from "@/components/lib/money";
import { Button } from "@/components/ui/button";
import { ChangeBadge } from "@/components/ui/change-badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { GoalDto, GoalsResult } from "@/lib/tracking/report-schemas";
import { AnswerNote } from "../analytics/late-parts";
import { thanOf } from "../analytics/compare-words";
import { isKind } from "../analytics/report-batch";
import { useReport, useScreen } from "../analytics/report-scope";
import { ruleWords } from "../rule-words";

type GoalRow = GoalsResult["rows"][number];

export type GoalListProps = {
  goals: readonly GoalDto[];
  onEdit: (goal: GoalDto) => void;
  onArchive: (goal: GoalDto) => void;
  onNear: () => void;
};

const HEADINGS = ["Reached", "Visitors", "Rate", "Value"] as const;

/** The goals with what they brought in the chosen days. */
export function GoalList({ goals, onEdit, onArchive, onNear }: GoalListProps) {
  const { can } = useWorkspace();
  const { scope } = useScreen();
  const report = useReport({ kind: "goals" });
  const result = report.data?.result;
  const rows = isKind(result, "goals") ? result.rows : undefined;
  return (
    <>
      <table role="table" className="block w-full sm:table">
        <thead role="rowgroup" className="sr-only sm:not-sr-only sm:table-header-group">
          <tr role="row" className="border-b border-border text-right text-xs text-text-muted">
            <th role="columnheader" scope="col" className="px-4 py-2 text-left font-medium">
              Goal
            </th>
            {HEADINGS.map((heading) => (
              <th key={heading} role="columnheader" scope="col" className="w-28 px-4 py-2 font-medium">
                {heading}
              </th>
            ))}
            <th role="columnheader" scope="col" className="w-48 px-4 py-2">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="block divide-y divide-border sm:table-row-group">
          {goals.map((goal) => (
            <Row
              key={goal.id}
              goal={goal}
              counts={rows?.find(({ goalId }) => goalId === goal.id)}
              than={thanOf(scope.compare)}
              onNear={onNear}
              onEdit={() => onEdit(goal)}
              onArchive={() => onArchive(goal)}
              canChange={can("analytics.write")}
            />
          ))}
        </tbody>
      </table>
      <div className="border-t border-border px-4 py-2">
        {report.error && !rows ? (
          <p role="alert" className="text-danger">
            {messageOf(report.error)}
          </p>
        ) : (
          <AnswerNote answer={report.data} />
        )}
      </div>
    </>
  );
}

type RowProps = {
  goal: GoalDto;
  counts: GoalRow | undefined;
  than: string;
  onNear: () => void;
  onEdit: () => void;
  onArchive: () => void;
  canChange: boolean;
};

const cellClass =
  "flex items-baseline justify-between gap-4 py-0.5 tabular-nums sm:table-cell sm:px-4 sm:py-3 sm:text-right";

function Row({ goal, counts, than, onNear, onEdit, onArchive, canChange }: RowProps) {
  const cells: Record<(typeof HEADINGS)[number], string> | undefined = counts && {
    Reached: formatNumber(counts.conversions),
    Visitors: formatNumber(counts.visitors),
    Rate: formatPercent(counts.rate),
    Value: counts.valueCents === null ? "–" : formatMoney(counts.valueCents, counts.currency),
  };
  return (
    <tr role="row" className="grid grid-cols-2 gap-x-6 px-4 py-3 align-top sm:table-row sm:p-0">
      <th
        role="rowheader"
        scope="row"
        className="col-span-2 pb-1 text-left font-normal sm:table-cell sm:px-4 sm:py-3"
      >
        <span className="block font-medium break-words">{goal.name}</span>
        <span className="text-xs break-all text-text-muted">{ruleWords(goal)}</span>
      </th>
      {HEADINGS.map((heading) => (
        <td key={heading} role="cell" className={cellClass}>
          <span aria-hidden className="text-xs text-text-muted sm:hidden">
            {heading}
          </span>
          {cells ? (
            <span className="inline-flex flex-col items-end">
              <span className={heading === "Reached" ? "font-medium" : undefined}>{cells[heading]}</span>
              {heading === "Reached" && counts?.previous ? (
                <ChangeBadge value={counts.conversions} previous={counts.previous.conversions} than={than} />
              ) : null}
            </span>
          ) : (
            <Skeleton className="ml-auto h-4 w-12" />
          )}
        </td>
      ))}
      <td role="cell" className="col-span-2 pt-1 sm:table-cell sm:px-2 sm:py-2 sm:text-right">
        {canChange ? (
          <span className="inline-flex max-sm:-ml-3">
            <Button
              variant="ghost"
              size="sm"
              aria-haspopup="dialog"
              aria-label={`Edit ${goal.name}`}
              onPointerEnter={onNear}
              onClick={onEdit}
            >
              <Pencil aria-hidden className="size-4" />
              Edit
            </Button>
            <Button variant="ghost" size="sm" aria-label={`Archive ${goal.name}`} onClick={onArchive}>
              <Archive aria-hidden className="size-4" />
              Archive
            </Button>
          </span>
        ) : null}
      </td>
    </tr>
  );
}
