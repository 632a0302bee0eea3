"use client";

import { useLoaded } from "@/components/lib/use-loaded";
import { DateRangeFace, dateRangeClass, type DateRangePickerProps } from "./date-range-face";

const load = () => import("./date-range-popover").then((module) => module.DateRangePopover);

/** The chosen range of days; the choice comes with the first use. */
export function DateRangePicker(props: DateRangePickerProps) {
  const { Loaded, preload, open } = useLoaded(load);
  if (Loaded) return <Loaded {...props} />;
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={open}
      className={dateRangeClass}
    >
      <DateRangeFace value={props.value} today={props.today} />
    </button>
  );
}
