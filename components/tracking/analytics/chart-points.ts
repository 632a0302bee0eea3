import { formatDay, formatDayLong } from "@/components/lib/dates";
import type { ChartPoint } from "@/components/ui/chart/chart-axes";
import type { SeriesInterval, SeriesPoint } from "@/lib/tracking/report-schemas";

const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** What one point stands for, for the chart's keyboard help. */
export const UNITS: Record<SeriesInterval, string> = {
  hour: "Hours",
  day: "Days",
  week: "Weeks",
  month: "Months",
};

/** Names of a point of a series. Hours are told in the site's zone. */
export function chartPointOf(point: SeriesPoint, interval: SeriesInterval, timeZone: string): ChartPoint {
  const { day, at } = point;
  if (interval === "hour" && at) {
    const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(
      new Date(at),
    );
    return { key: at, short: `${formatDay(day)}, ${hour}`, long: `${formatDayLong(day)}, ${hour}` };
  }
  if (interval === "month") {
    const name = month.format(new Date(`${day}T00:00:00Z`));
    return { key: day, short: name, long: name };
  }
  if (interval === "week") return { key: day, short: formatDay(day), long: `Week of ${formatDayLong(day)}` };
  return { key: day, short: formatDay(day), long: formatDayLong(day) };
}

/** The point that a day belongs to, -1 for none. */
export function indexOfDay(points: readonly SeriesPoint[], day: string): number {
  const first = points[0];
  if (!first || day < first.day) return -1;
  return points.findLastIndex((point) => point.day <= day);
}
