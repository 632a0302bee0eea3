import type { ChartColor } from "@/components/ui/chart/series";

export type MeasureId = "visitors" | "visits" | "pageViews";
export type Measure = { id: MeasureId; label: string; noun: string; color: ChartColor };

/** What is counted by day, each with its line on the chart. */
export const MEASURES: readonly Measure[] = [
  { id: "visitors", label: "Visitors", noun: "visitors", color: 1 },
  { id: "visits", label: "Visits", noun: "visits", color: 2 },
  { id: "pageViews", label: "Page views", noun: "page views", color: 3 },
];
