import { CalendarDays } from "lucide-react";
import { formatDay } from "@/components/lib/dates";
import { buttonClass } from "./button";
import { PRESETS, sameRange, type DateRange } from "./date-range";

export type DateRangePickerProps = {
  value: DateRange;
  onChange: (range: DateRange) => void;
  /** Today's day where the numbers are counted. */
  today: string;
  /** The zone that the days belong to, told beside the fields. */
  timeZone: string;
  /** The longest range, in days. */
  daysMax: number;
  /** What the range is for, where there are two; else the range alone says it. */
  label?: string;
};

export const dateRangeClass = buttonClass({ variant: "secondary" });

/** The chosen range in words. */
export function DateRangeFace({ value, today }: Pick<DateRangePickerProps, "value" | "today">) {
  const preset = PRESETS.find((candidate) => sameRange(candidate.range(today), value));
  return (
    <>
      <CalendarDays aria-hidden className="size-4 text-text-muted" />
      {preset?.label ?? `${formatDay(value.from)} – ${formatDay(value.to)}`}
    </>
  );
}
