"use client";

import { addDays, formatDay } from "@/components/lib/dates";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { Select } from "@/components/ui/select";
import type { AnalyticsChange } from "./analytics-state";
import { paramOfCompare, paramsFromRange, RANGE_DAYS_MAX } from "./range-params";
import type { AnalyticsState } from "./screen-state";

const COMPARISONS = [
  { value: "previous", label: "Compare: period before" },
  { value: "year", label: "Compare: a year before" },
  { value: "own", label: "Compare: own days" },
  { value: "none", label: "No comparison" },
];

export type RangeControlsProps = {
  state: AnalyticsState;
  change: AnalyticsChange;
  today: string;
  timeZone: string;
};

/** Which days, and what they are compared with. */
export function RangeControls({ state, change, today, timeZone }: RangeControlsProps) {
  const { range, compare } = state;
  const setCompare = (value: string) => {
    const own = { from: addDays(range.from, -364), to: addDays(range.to, -364) };
    change({
      compare: paramOfCompare(
        value === "own" ? own : value === "year" || value === "none" ? value : "previous",
      ),
    });
  };
  return (
    <>
      <DateRangePicker
        value={range}
        onChange={(next) => change({ ...paramsFromRange(next, today), by: undefined })}
        today={today}
        timeZone={timeZone}
        daysMax={RANGE_DAYS_MAX}
      />
      <Select
        aria-label="Compare with"
        className="min-w-0 flex-1 basis-56 sm:w-56 sm:flex-none"
        value={typeof compare === "object" ? "own" : compare}
        onChange={(event) => setCompare(event.target.value)}
        options={COMPARISONS}
      />
      {typeof compare === "object" ? (
        <DateRangePicker
          label={`Compared with ${formatDay(compare.from)} – ${formatDay(compare.to)}`}
          value={compare}
          onChange={(next) => change({ compare: paramOfCompare(next) })}
          today={today}
          timeZone={timeZone}
          daysMax={RANGE_DAYS_MAX}
        />
      ) : null}
    </>
  );
}
