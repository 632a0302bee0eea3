import { addDays } from "@/components/lib/dates";

export type DateRange = { from: string; to: string };

const lastDays = (count: number) => (today: string) => ({ from: addDays(today, 1 - count), to: today });
const monthOf = (day: string) => `${day.slice(0, 8)}01`;

/** The usual ranges, by today's day. The id is what a link says. */
export const PRESETS: readonly { id: string; label: string; range: (today: string) => DateRange }[] = [
  { id: "today", label: "Today", range: (today) => ({ from: today, to: today }) },
  {
    id: "yesterday",
    label: "Yesterday",
    range: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  },
  { id: "7", label: "Last 7 days", range: lastDays(7) },
  { id: "30", label: "Last 30 days", range: lastDays(30) },
  { id: "90", label: "Last 90 days", range: lastDays(90) },
  { id: "month", label: "This month", range: (today) => ({ from: monthOf(today), to: today }) },
  {
    id: "last-month",
    label: "Last month",
    range: (today) => {
      const to = addDays(monthOf(today), -1);
      return { from: monthOf(to), to };
    },
  },
  { id: "year", label: "Last 12 months", range: lastDays(365) },
];

export const sameRange = (a: DateRange, b: DateRange) => a.from === b.from && a.to === b.to;
