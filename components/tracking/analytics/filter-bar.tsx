"use client";

import { ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";
import type { ReportFilter } from "@/lib/tracking/report-schemas";
import { FilterChips } from "./late-panels";

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
      {filters.length > 0 ? (
        <FilterChips filters={filters} onNear={lazy.button.onPointerEnter} onEdit={edit} onRemove={remove} />
      ) : null}
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
