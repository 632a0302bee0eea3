import { addDays } from "@/components/lib/dates";

export type DateRange = { from: string; to: string };

/** The usual ranges, by today's day. */
export const PRESETS: readonly { label: string; range: (today: string) => DateRange }[] = [
  { label: "Today", range: (today) => ({ from: today, to: today }) },
  { label: "Last 7 days", range: (today) => ({ from: addDays(today, -6), to: today }) },
  { label: "Last 30 days", range: (today) => ({ from: addDays(today, -29), to: today }) },
  { label: "Last 90 days", range: (today) => ({ from: addDays(today, -89), to: today }) },
  { label: "This month", range: (today) => ({ from: `${today.slice(0, 8)}01`, to: today }) },
];

export const sameRange = (a: DateRange, b: DateRange) => a.from === b.from && a.to === b.to;
