"use client";

import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { FilterDimension, ReportFilter } from "@/lib/tracking/report-schemas";
import { nameOfValue } from "./dimensions";
import { wordsOf } from "./filters";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";

export type FilterChipsProps = {
  filters: readonly ReportFilter[];
  /** The pointer is near: what editing needs may be fetched. */
  onNear: () => void;
  onEdit: (index: number) => void;
  onRemove: (index: number) => void;
};

/** One chip a filter: a click changes it, its cross or the Delete key removes it. */
export function FilterChips({ filters, onNear, onEdit, onRemove }: FilterChipsProps) {
  const nameOf = useNames(filters);
  return filters.map((filter, index) => (
    <Chip
      key={`${filter.dimension}-${filter.op}-${index}`}
      words={wordsOf(filter, nameOf)}
      onNear={onNear}
      onEdit={() => onEdit(index)}
      onRemove={() => onRemove(index)}
    />
  ));
}

/** Names of values; goals have ids, whose names come with the goals. */
function useNames(filters: readonly ReportFilter[]) {
  const hasGoal = filters.some(({ dimension }) => dimension === "goal");
  const goals = useReport({ kind: "goals" }, { enabled: hasGoal }).data?.result;
  return (dimension: FilterDimension, value: string): string =>
    dimension !== "goal"
      ? nameOfValue(dimension, value)
      : isKind(goals, "goals")
        ? (goals.rows.find(({ goalId }) => goalId === value)?.name ?? "a goal that is gone")
        : "…";
}

type ChipProps = { words: string; onNear: () => void; onEdit: () => void; onRemove: () => void };

function Chip({ words, onNear, onEdit, onRemove }: ChipProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    onRemove();
  };
  return (
    <span
      className="inline-flex max-w-full items-center rounded-ui border border-border bg-accent-soft text-[0.8125rem] text-accent-text"
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        aria-haspopup="dialog"
        title={`${words} – change it; Delete removes it`}
        onPointerEnter={onNear}
        onClick={onEdit}
        className="touch-target min-h-8 truncate rounded-ui pr-1 pl-3 underline-offset-4 hover:underline"
      >
        {words}
      </button>
      <button
        type="button"
        aria-label={`Remove the filter: ${words}`}
        onClick={onRemove}
        className="touch-target flex min-h-8 w-8 items-center justify-center rounded-ui hover:bg-surface-hover"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
