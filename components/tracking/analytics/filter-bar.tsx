"use client";

import { ListFilter, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState, type KeyboardEvent } from "react";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";
import type { FilterDimension, ReportFilter } from "@/lib/tracking/report-schemas";
import { nameOfValue } from "./dimensions";
import { wordsOf } from "./filters";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";

const load = () => import("./filter-window").then((module) => module.FilterWindow);
const FilterWindow = dynamic(load, { ssr: false });

export type FilterBarProps = {
  filters: readonly ReportFilter[];
  onChange: (filters: readonly ReportFilter[]) => void;
};

/** What the numbers are narrowed down to: one chip a filter, to edit or to remove, and a button for another one. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const [editing, setEditing] = useState<number | null>(null);
  const lazy = useLazyWindow(load);
  const add = useRef<HTMLButtonElement>(null);
  const nameOf = useNames(filters);
  const remove = (index: number) => {
    onChange(filters.filter((_, at) => at !== index));
    add.current?.focus(); // the chip that had the focus is gone
  };
  const edit = (index: number | null) => {
    setEditing(index);
    lazy.button.onClick();
  };
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {filters.map((filter, index) => (
        <Chip
          key={`${filter.dimension}-${filter.op}`}
          words={wordsOf(filter, nameOf)}
          onNear={lazy.button.onPointerEnter}
          onEdit={() => edit(index)}
          onRemove={() => remove(index)}
        />
      ))}
      <Button ref={add} variant="ghost" size="sm" {...lazy.button} onClick={() => edit(null)}>
        <ListFilter aria-hidden className="size-4" />
        Filter
      </Button>
      {filters.length > 1 ? (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => {
            onChange([]);
            add.current?.focus();
          }}
        >
          Remove all
        </Button>
      ) : null}
      {lazy.used ? (
        <FilterWindow
          key={editing ?? "new"}
          {...lazy.window}
          filters={filters}
          editing={editing}
          onSave={(next) => {
            lazy.window.onOpenChange(false);
            onChange(next);
          }}
        />
      ) : null}
    </div>
  );
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
