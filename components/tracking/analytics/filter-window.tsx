"use client";

import { useState } from "react";
import { useDebounced } from "@/components/lib/use-debounced";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { FilterDimension, FilterOp, ReportFilter } from "@/lib/tracking/report-schemas";
import { DIMENSIONS } from "./dimensions";
import { isDimension, isOp } from "./filter-params";
import { FILTER_OPS } from "./filters";
import { FilterValues } from "./filter-values";

const DELAY_MS = 200;

const CHOICES = Object.entries(DIMENSIONS).map(([value, { label }]) => ({ value, label }));

export type FilterWindowProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  filters: readonly ReportFilter[];
  /** Place of the filter that is changed; null for a new one. */
  editing: number | null;
  onSave: (filters: readonly ReportFilter[]) => void;
};

/** A filter as a sentence: what, how, and which values. */
export function FilterWindow({ open, onOpenChange, filters, editing, onSave }: FilterWindowProps) {
  const existing = editing === null ? undefined : filters[editing];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={existing ? "Change the filter" : "Add a filter"}
      description="All numbers are then of the visits that match."
    >
      <FilterForm
        start={existing ?? { dimension: "page", op: "is", values: [] }}
        others={filters.filter((_, index) => index !== editing)}
        onSave={(filter) =>
          onSave(
            existing ? filters.map((one, index) => (index === editing ? filter : one)) : [...filters, filter],
          )
        }
      />
    </Dialog>
  );
}

type FilterFormProps = {
  start: ReportFilter;
  /** The other filters: only values that occur with them are offered. */
  others: readonly ReportFilter[];
  onSave: (filter: ReportFilter) => void;
};

function FilterForm({ start, others, onSave }: FilterFormProps) {
  const [dimension, setDimension] = useState<FilterDimension>(start.dimension);
  const [op, setOp] = useState<FilterOp>(start.op);
  const [values, setValues] = useState<readonly string[]>(start.op === "contains" ? [] : start.values);
  const [text, setText] = useState(start.op === "contains" ? (start.values[0] ?? "") : "");
  const search = useDebounced(text.trim(), DELAY_MS);
  const wanted = op === "contains" ? [text.trim()].filter(Boolean) : [...values];
  const ops = FILTER_OPS.filter((one) => dimension !== "goal" || one.op !== "contains");
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.length > 0) onSave({ dimension, op, values: wanted });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="What">
          {(aria) => (
            <Select
              {...aria}
              value={dimension}
              options={CHOICES}
              onChange={({ target }) => {
                if (!isDimension(target.value)) return;
                setDimension(target.value);
                setValues([]);
                if (target.value === "goal" && op === "contains") setOp("is");
              }}
            />
          )}
        </Field>
        <Field label="How">
          {(aria) => (
            <Select
              {...aria}
              value={op}
              options={ops.map((one) => ({ value: one.op, label: one.words }))}
              onChange={({ target }) => isOp(target.value) && setOp(target.value)}
            />
          )}
        </Field>
      </div>
      <Field
        label={op === "contains" ? "Text" : "Find a value"}
        help={op === "contains" ? "Anywhere in it; capital and small letters are the same." : undefined}
      >
        {(aria) => (
          <Input
            {...aria}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {op === "contains" ? null : (
        <FilterValues
          dimension={dimension}
          search={search}
          others={others}
          values={values}
          onChange={setValues}
        />
      )}
      <Button type="submit" disabled={wanted.length === 0}>
        Show these visits
      </Button>
    </form>
  );
}
