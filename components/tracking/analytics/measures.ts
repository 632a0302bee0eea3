import { formatNumber, formatPercent } from "@/components/lib/format";
import { formatDuration } from "@/components/lib/duration";
import type { SeriesPoint } from "@/lib/tracking/report-schemas";

export type MeasureId = "visitors" | "visits" | "pageViews" | "viewsPerVisit" | "bounceRate" | "duration";
export type Counts = Pick<SeriesPoint, "visitors" | "visits" | "pageViews" | "bounces" | "visibleMs">;

export type Measure = {
  id: MeasureId;
  label: string;
  /** As it reads after a number: "visitors". */
  noun: string;
  of: (counts: Counts) => number;
  /** The exact value in words. */
  format: (value: number) => string;
  /** How the axis counts. */
  scale: "count" | "percent" | "duration";
  lowerIsBetter?: boolean;
  /** What it means, in one sentence. */
  help: string;
};

const perVisit = (sum: number, visits: number) => (visits > 0 ? sum / visits : 0);
const oneDecimal = (value: number) => value.toFixed(1);

/** The numbers of a range; each can be the chart's. */
export const MEASURES: readonly [Measure, ...Measure[]] = [
  {
    id: "visitors",
    label: "Visitors",
    noun: "visitors",
    of: (counts) => counts.visitors,
    format: formatNumber,
    scale: "count",
    help: "People without a cookie are counted once a day; over several days their days are added up.",
  },
  {
    id: "visits",
    label: "Visits",
    noun: "visits",
    of: (counts) => counts.visits,
    format: formatNumber,
    scale: "count",
    help: "A visit ends after 30 minutes in which nothing happens.",
  },
  {
    id: "pageViews",
    label: "Page views",
    noun: "page views",
    of: (counts) => counts.pageViews,
    format: formatNumber,
    scale: "count",
    help: "Pages that were opened, each time counted.",
  },
  {
    id: "viewsPerVisit",
    label: "Pages a visit",
    noun: "pages a visit",
    of: (counts) => perVisit(counts.pageViews, counts.visits),
    format: oneDecimal,
    scale: "count",
    help: "Page views divided by visits.",
  },
  {
    id: "bounceRate",
    label: "Bounce rate",
    noun: "bounce rate",
    of: (counts) => perVisit(counts.bounces, counts.visits),
    format: formatPercent,
    scale: "percent",
    lowerIsBetter: true,
    help: "Visits of one page, without an event, that were in sight for less than 10 seconds.",
  },
  {
    id: "duration",
    label: "Visit duration",
    noun: "visit duration",
    of: (counts) => perVisit(counts.visibleMs, counts.visits) / 1_000,
    format: formatDuration,
    scale: "duration",
    help: "How long the pages of a visit were in sight, the last page included.",
  },
];

/** The measure that the chart shows; visitors unless asked otherwise. */
export const measureOf = (asked: string | null): MeasureId =>
  MEASURES.find(({ id }) => id === asked)?.id ?? "visitors";

export const measureById = (id: MeasureId): Measure =>
  MEASURES.find((measure) => measure.id === id) ?? MEASURES[0];
