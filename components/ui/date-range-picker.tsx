"use client";

import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { addDays, daysBetween, formatDay } from "@/components/lib/dates";
import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";

export type DateRange = { from: string; to: string };

const PRESETS: readonly { label: string; range: (today: string) => DateRange }[] = [
  { label: "Today", range: (today) => ({ from: today, to: today }) },
  { label: "Last 7 days", range: (today) => ({ from: addDays(today, -6), to: today }) },
  { label: "Last 30 days", range: (today) => ({ from: addDays(today, -29), to: today }) },
  { label: "Last 90 days", range: (today) => ({ from: addDays(today, -89), to: today }) },
  { label: "This month", range: (today) => ({ from: `${today.slice(0, 8)}01`, to: today }) },
];

const same = (a: DateRange, b: DateRange) => a.from === b.from && a.to === b.to;

export type DateRangePickerProps = {
  value: DateRange;
  onChange: (range: DateRange) => void;
  /** Today's day where the numbers are counted. */
  today: string;
  /** The zone that the days belong to, told beside the fields. */
  timeZone: string;
  /** The longest range, in days. */
  daysMax: number;
};

/** A choice of usual ranges, and two date fields for any other. */
export function DateRangePicker({ value, onChange, today, timeZone, daysMax }: DateRangePickerProps) {
  const [open, setOpen] = useState(false);
  const preset = PRESETS.find((candidate) => same(candidate.range(today), value));
  const choose = (range: DateRange) => {
    setOpen(false);
    onChange(range);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="secondary">
          <CalendarDays aria-hidden className="size-4 text-text-muted" />
          {preset?.label ?? `${formatDay(value.from)} – ${formatDay(value.to)}`}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Choose a range of days" className="w-72 p-2">
        <ul>
          {PRESETS.map(({ label, range }) => (
            <li key={label}>
              <button
                type="button"
                aria-pressed={label === preset?.label}
                onClick={() => choose(range(today))}
                className="touch-target w-full rounded-inner px-2 py-1.5 text-left hover:bg-surface-hover aria-pressed:font-medium aria-pressed:text-accent-text"
              >
                {label}
              </button>
            </li>
          ))}
        </ul>
        <CustomRange
          key={`${value.from}${value.to}`}
          {...{ value, today, timeZone, daysMax }}
          onApply={choose}
        />
      </PopoverContent>
    </Popover>
  );
}

type CustomRangeProps = Omit<DateRangePickerProps, "onChange"> & { onApply: (range: DateRange) => void };

function CustomRange({ value, today, timeZone, daysMax, onApply }: CustomRangeProps) {
  const [draft, setDraft] = useState(value);
  const length = draft.from && draft.to ? daysBetween(draft.from, draft.to) : 0;
  const error =
    length < 1
      ? "The last day is before the first."
      : length > daysMax
        ? `At most ${daysMax} days.`
        : undefined;
  return (
    <form
      className="mt-2 flex flex-col gap-3 border-t border-border p-2 pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!error) onApply(draft);
      }}
    >
      <Field label="First day">
        {(aria) => (
          <Input
            {...aria}
            type="date"
            max={today}
            value={draft.from}
            onChange={(event) => setDraft({ ...draft, from: event.target.value })}
          />
        )}
      </Field>
      <Field label="Last day" error={error} help={`Days in ${timeZone}`}>
        {(aria) => (
          <Input
            {...aria}
            type="date"
            max={today}
            value={draft.to}
            onChange={(event) => setDraft({ ...draft, to: event.target.value })}
          />
        )}
      </Field>
      <Button type="submit" size="sm">
        Show these days
      </Button>
    </form>
  );
}
