"use client";

import { useState } from "react";
import { daysBetween } from "@/components/lib/dates";
import { Button } from "./button";
import { PRESETS, sameRange, type DateRange } from "./date-range";
import { DateRangeFace, dateRangeClass, type DateRangePickerProps } from "./date-range-face";
import { Field } from "./field";
import { Input } from "./input";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";

/** A choice of usual ranges, and two date fields for any other. Opens at once: it was asked for. */
export function DateRangePopover({ value, onChange, today, timeZone, daysMax, label }: DateRangePickerProps) {
  const [open, setOpen] = useState(true);
  const choose = (range: DateRange) => {
    setOpen(false);
    onChange(range);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger aria-label={label} className={dateRangeClass}>
        <DateRangeFace value={value} today={today} />
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Choose a range of days" className="w-72 p-2">
        <ul>
          {PRESETS.map(({ label, range }) => (
            <li key={label}>
              <button
                type="button"
                aria-pressed={sameRange(range(today), value)}
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
