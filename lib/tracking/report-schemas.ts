/** Shapes of reports, goals, funnels, saved views, annotations and the live view: zod and types only, so pages may import them. */
import { z } from "zod";

/** A calendar day in the site's own time zone, `YYYY-MM-DD`. */
export const Day = z.iso.date();

export const RANGE_DAYS_MAX = 400;
const DAY_MS = 86_400_000;
const TEXT_MAX = 2_000;

/** Both days are included, in the site's time zone. */
export const DayRange = z
  .strictObject({ from: Day, to: Day })
  .refine((r) => r.from <= r.to, { path: ["to"], error: "The last day is before the first" })
  .refine((r) => (Date.parse(r.to) - Date.parse(r.from)) / DAY_MS < RANGE_DAYS_MAX, {
    path: ["from"],
    error: `A range covers at most ${RANGE_DAYS_MAX} days`,
  });
export type DayRange = z.infer<typeof DayRange>;

const count = z.number().int().nonnegative();
const siteText = z.string().max(TEXT_MAX);

// ---------------------------------------------------------------- the question

/** Dimensions of which a visit has one value each, a text: where it came from, and its place and browser. */
export const VISIT_TEXTS = [
  "source",
  "channel",
  "campaign",
  "utm_source",
  "utm_medium",
  "utm_term",
  "utm_content",
  "referrer",
  "country",
  "region",
  "city",
  "browser",
  "os",
  "device",
  "language",
] as const;

export const ReportDimension = z.enum(["page", "entry_page", "exit_page", ...VISIT_TEXTS, "event"]);
export type ReportDimension = z.infer<typeof ReportDimension>;

export const FilterDimension = z.enum([...ReportDimension.options, "goal"]);
export type FilterDimension = z.infer<typeof FilterDimension>;

export const FilterOp = z.enum(["is", "is_not", "contains"]);
export type FilterOp = z.infer<typeof FilterOp>;

const FILTERS_MAX = 20;
const FILTER_VALUES_MAX = 50;

/**
 * Chooses visits: every number of the answer is then of these visits as a whole. A visit matches `page`, `event` and `goal`
 * when it has at least one such page view, event or conversion, and `is_not` when it has none.
 */
export const ReportFilter = z.strictObject({
  dimension: FilterDimension,
  op: FilterOp.default("is"),
  /** One of them must match (`is_not`: none). Stored values as a breakdown gives them, "" for unknown or none; for `goal` ids. `contains` ignores case. */
  values: z.array(siteText).min(1).max(FILTER_VALUES_MAX),
});
export type ReportFilter = z.output<typeof ReportFilter>;
export type ReportFilterInput = z.input<typeof ReportFilter>;

/** `previous`: as many days that end the day before; `year`: the same dates a year earlier; or days of one's own choice. */
export const Compare = z.union([z.enum(["none", "previous", "year"]), DayRange]);
export type Compare = z.infer<typeof Compare>;

export const SeriesInterval = z.enum(["hour", "day", "week", "month"]);
export type SeriesInterval = z.infer<typeof SeriesInterval>;

const HOURLY_DAYS_MAX = 31;

/** How rows of a breakdown are ordered, largest first (`value`: A to Z). */
export const BreakdownSort = z.enum([
  "visitors",
  "visits",
  "pageViews",
  "events",
  "bounces",
  "visibleMs",
  "value",
]);
export type BreakdownSort = z.infer<typeof BreakdownSort>;

/** A page's path or an event's name; `*` stands for any text, letter case matters. */
export const StepPattern = z.string().trim().min(1, "Enter a path or a name").max(500);

export const StepKind = z.enum(["page", "event"]);
export type StepKind = z.infer<typeof StepKind>;

export const FunnelStep = z.strictObject({
  kind: StepKind,
  pattern: StepPattern,
  /** What to call the step; its pattern when left out. */
  name: z.string().trim().min(1).max(120).optional(),
});
export type FunnelStep = z.infer<typeof FunnelStep>;

export const FUNNEL_STEPS_MAX = 8;
export const FunnelSteps = z
  .array(FunnelStep)
  .min(2, "A funnel has at least two steps")
  .max(FUNNEL_STEPS_MAX)
  .meta({
    example: [
      { kind: "page", pattern: "/prices" },
      { kind: "event", pattern: "signup", name: "Signed up" },
    ],
  });
/** From the first step to the last, at most 30 days. */
const FunnelWindowMinutes = z.number().int().min(1).max(43_200);

const reportId = z.string().min(1).max(40);

export const ReportRequest = z.discriminatedUnion("kind", [
  z.strictObject({ id: reportId, kind: z.literal("totals") }),
  z.strictObject({ id: reportId, kind: z.literal("series"), interval: SeriesInterval.default("day") }),
  z.strictObject({
    id: reportId,
    kind: z.literal("breakdown"),
    dimension: ReportDimension,
    limit: z.number().int().min(1).max(1_000).default(10),
    offset: z.number().int().min(0).max(100_000).default(0),
    /** Only values that contain this text, whatever its letter case. */
    search: z.string().trim().max(200).optional(),
    /** Pages are ordered by page views, events by how often they happened, all others by visitors unless said here. */
    sort: BreakdownSort.optional(),
  }),
  z.strictObject({
    id: reportId,
    kind: z.literal("event_properties"),
    event: z.string().min(1).max(100),
    /** Only this property, with up to `limit` of its values; without it all properties with their first ten. */
    property: z.string().min(1).max(100).optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  z.strictObject({ id: reportId, kind: z.literal("goals") }),
  z
    .strictObject({
      id: reportId,
      kind: z.literal("funnel"),
      /** A stored funnel; or `steps` and `windowMinutes` for one that is being tried out. */
      funnelId: z.uuid().optional(),
      steps: FunnelSteps.optional(),
      windowMinutes: FunnelWindowMinutes.optional(),
    })
    .refine((r) => (r.funnelId === undefined) !== (r.steps === undefined), "Give funnelId or steps"),
  z.strictObject({
    id: reportId,
    kind: z.literal("retention"),
    /** Weeks up to the one with the last day of the range. */
    weeks: z.number().int().min(2).max(26).default(8),
  }),
  z.strictObject({
    id: reportId,
    kind: z.literal("journeys"),
    /** `next`: what follows; `previous`: what came before. */
    direction: z.enum(["next", "previous"]).default("next"),
    /** Where to start; without it the first (`previous`: the last) page of visits. */
    page: siteText.optional(),
    depth: z.number().int().min(1).max(5).default(3),
    /** How many pages each page branches into; the rest is one branch "other". */
    limit: z.number().int().min(1).max(20).default(5),
  }),
]);
export type ReportRequest = z.output<typeof ReportRequest>;
export type ReportRequestInput = z.input<typeof ReportRequest>;
export type ReportKind = ReportRequest["kind"];

export const ReportFilters = z.array(ReportFilter).max(FILTERS_MAX);

export const QueryReportsInput = z
  .strictObject({
    siteId: z.uuid(),
    range: DayRange,
    compare: Compare.default("none"),
    /** All of them must hold. */
    filters: ReportFilters.default([]),
    reports: z
      .array(ReportRequest)
      .min(1)
      .max(30)
      .refine(
        (list) => new Set(list.map((r) => r.id)).size === list.length,
        "Each report needs an id of its own",
      ),
  })
  .refine((q) => !asksHours(q.reports) || daysOf(q.range) <= HOURLY_DAYS_MAX, {
    path: ["reports"],
    error: `Hours are given for at most ${HOURLY_DAYS_MAX} days`,
  });
export type QueryReportsInput = z.input<typeof QueryReportsInput>;

const asksHours = (reports: readonly ReportRequest[]): boolean =>
  reports.some((report) => report.kind === "series" && report.interval === "hour");

const daysOf = (range: DayRange): number => (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS + 1;

// ---------------------------------------------------------------- the answer

const measures = {
  visitors: count,
  visits: count,
  pageViews: count,
  /** Custom events. */
  events: count,
  /** Visits of one page view, no custom event and less than 10 s visible. */
  bounces: count,
  /** Visible time of these visits; divided by visits it is the average duration. */
  visibleMs: count,
};

export const TotalsValues = z.object({
  ...measures,
  /** Of the visitors those who consented: each counts once in the whole range. */
  identifiedVisitors: count,
});
export type TotalsValues = z.infer<typeof TotalsValues>;

export const TotalsResult = TotalsValues.extend({
  kind: z.literal("totals"),
  /** True when visitors without a cookie are in it over several days: one person on two days counts twice. */
  visitorsAreDailySums: z.boolean(),
  previous: TotalsValues.optional(),
});
export type TotalsResult = z.infer<typeof TotalsResult>;

export const SeriesPoint = z.object({
  /** The point's day; of a week or month its first day that lies in the range. */
  day: Day,
  /** Start of the hour, for points of an hour only. A day has 23 or 25 of them when clocks change. */
  at: z.iso.datetime().optional(),
  ...measures,
});
export type SeriesPoint = z.infer<typeof SeriesPoint>;

export const SeriesResult = z.object({
  kind: z.literal("series"),
  interval: SeriesInterval,
  /** One point for each interval of the range, empty ones included; weeks begin on Monday. Visitors are sums over days. */
  points: z.array(SeriesPoint),
  previous: z.array(SeriesPoint).optional(),
});
export type SeriesResult = z.infer<typeof SeriesResult>;

export const BreakdownRow = z.object({
  /** The stored value: a path, a host, a country code; "" stands for unknown or none. A region is "DE|Bavaria", a city "DE|Bavaria|Munich". */
  value: z.string(),
  /** What people read: "Germany" for "DE". */
  label: z.string(),
  ...measures,
  /** Pages only: how deep they were read on average, percent; null where nobody's browser said. */
  scrollPct: z.number().min(0).max(100).nullable(),
  previous: z.object(measures).optional(),
});
export type BreakdownRow = z.infer<typeof BreakdownRow>;

export const BreakdownResult = z.object({
  kind: z.literal("breakdown"),
  dimension: ReportDimension,
  rows: z.array(BreakdownRow),
  /** How many different values there are, all pages of the list together. */
  total: count,
});
export type BreakdownResult = z.infer<typeof BreakdownResult>;

export const PropertyValue = z.object({ value: z.string(), events: count, visits: count });
export type PropertyValue = z.infer<typeof PropertyValue>;

export const EventPropertiesResult = z.object({
  kind: z.literal("event_properties"),
  event: z.string(),
  /** How often the event happened, and in how many visits. */
  events: count,
  visits: count,
  /** Most frequent first. */
  properties: z.array(
    z.object({
      name: z.string(),
      /** Events that carry the property. */
      events: count,
      /** How many different values it has. */
      valuesTotal: count,
      values: z.array(PropertyValue),
    }),
  ),
});
export type EventPropertiesResult = z.infer<typeof EventPropertiesResult>;

const conversionCounts = {
  /** How often the page was viewed or the event happened. */
  conversions: count,
  visits: count,
  visitors: count,
  /** Converting visits of all visits, 0 to 1. */
  rate: z.number().min(0).max(1),
  /** Null for a goal without a value. */
  valueCents: z.number().int().nullable(),
};

export const GoalsResult = z.object({
  kind: z.literal("goals"),
  /** In the order of their names; archived ones are left out. */
  rows: z.array(
    z.object({
      goalId: z.uuid(),
      name: z.string(),
      goalKind: StepKind,
      pattern: z.string(),
      currency: z.string().nullable(),
      ...conversionCounts,
      previous: z.object(conversionCounts).optional(),
    }),
  ),
});
export type GoalsResult = z.infer<typeof GoalsResult>;

export const FunnelResult = z.object({
  kind: z.literal("funnel"),
  name: z.string().nullable(),
  windowMinutes: z.number().int(),
  /** What is counted: visits, and visitors who consented once each, whose steps may lie in several visits. */
  identified: count,
  steps: z.array(
    z.object({
      name: z.string(),
      kind: StepKind,
      pattern: z.string(),
      /** How many came this far. */
      count,
      /** How many of the step before did not. */
      dropped: count,
      /** Of the step before and of the first step, 0 to 1. */
      rateOfPrevious: z.number().min(0).max(1),
      rateOfFirst: z.number().min(0).max(1),
      /** Half of them took no longer from the step before; null for the first step or nobody. */
      medianSeconds: z.number().int().nonnegative().nullable(),
    }),
  ),
  /** Counts of each step in the comparison range. */
  previous: z.array(count).optional(),
});
export type FunnelResult = z.infer<typeof FunnelResult>;

export const RetentionResult = z.object({
  kind: z.literal("retention"),
  /** False: nobody consented in these weeks, and without consent nobody is known again, so there is nothing to show. */
  hasIdentifiedVisitors: z.boolean(),
  cohorts: z.array(
    z.object({
      /** Monday of the week of the first visit. */
      week: Day,
      size: count,
      /** How many of them visited 0, 1, 2 … weeks later; shorter for younger weeks. */
      returned: z.array(count),
    }),
  ),
});
export type RetentionResult = z.infer<typeof RetentionResult>;

export const JourneysResult = z.object({
  kind: z.literal("journeys"),
  direction: z.enum(["next", "previous"]),
  /** Visits that the tree starts with. */
  visits: count,
  /** A tree as a list, parents before children, larger branches first. */
  nodes: z.array(
    z.object({
      id: z.number().int().nonnegative(),
      parentId: z.number().int().nonnegative().nullable(),
      level: z.number().int().nonnegative(),
      /** `end`: the visit ends here (with direction `previous`: begins). `other`: all pages beyond the limit. */
      kind: z.enum(["page", "end", "other"]),
      page: z.string(),
      visits: count,
    }),
  ),
});
export type JourneysResult = z.infer<typeof JourneysResult>;

export const ReportResult = z.discriminatedUnion("kind", [
  TotalsResult,
  SeriesResult,
  BreakdownResult,
  EventPropertiesResult,
  GoalsResult,
  FunnelResult,
  RetentionResult,
  JourneysResult,
]);
export type ReportResult = z.infer<typeof ReportResult>;

/** `visit_columns`: sealed days; `visits`: also, where days of the range are not sealed yet. */
export const ServedBy = z.enum([
  "rollup_days",
  "rollup_hours",
  "rollup_dimensions",
  "visit_columns",
  "visits",
  "events",
]);
export type ServedBy = z.infer<typeof ServedBy>;

const reportSite = z.object({ id: z.uuid(), timeZone: z.string() });
const plainRange = z.object({ from: Day, to: Day });

export const QueryReportsOutput = z.object({
  site: reportSite,
  range: plainRange,
  compareRange: plainRange.nullable(),
  /** Report id -> its answer. */
  results: z.record(z.string(), ReportResult),
  /** Report id -> the table that answered it. */
  servedBy: z.record(z.string(), ServedBy),
  /** Report id -> true where only every n-th visitor was looked at. Reports that are exact are left out. */
  approximate: z.record(z.string(), z.literal(true)),
});
export type QueryReportsOutput = z.infer<typeof QueryReportsOutput>;

// ---------------------------------------------------------------- one report by its address

export const ReportKindParams = z.object({
  kind: z.enum([
    "totals",
    "series",
    "breakdown",
    "event_properties",
    "goals",
    "funnel",
    "retention",
    "journeys",
  ]),
});

const numberText = z.coerce.number().int().optional();

/** The same question as POST /reports/query, one report and flat; what does not belong to the kind is refused. */
export const SingleReportQuery = z.strictObject({
  siteId: z.uuid(),
  from: Day,
  to: Day,
  compare: z.enum(["none", "previous", "year"]).optional(),
  /** JSON: a list of filters. */
  filters: z.string().max(20_000).optional(),
  interval: SeriesInterval.optional(),
  dimension: ReportDimension.optional(),
  limit: numberText,
  offset: numberText,
  search: z.string().max(200).optional(),
  sort: BreakdownSort.optional(),
  event: z.string().max(100).optional(),
  property: z.string().max(100).optional(),
  funnelId: z.uuid().optional(),
  weeks: numberText,
  direction: z.enum(["next", "previous"]).optional(),
  page: siteText.optional(),
  depth: numberText,
});
export type SingleReportQuery = z.input<typeof SingleReportQuery>;

export const SingleReportOutput = z.object({
  site: reportSite,
  range: plainRange,
  compareRange: plainRange.nullable(),
  result: ReportResult,
  servedBy: ServedBy,
  /** True when only every n-th visitor was looked at. */
  approximate: z.boolean(),
});
export type SingleReportOutput = z.infer<typeof SingleReportOutput>;

// ---------------------------------------------------------------- goals

const objectName = z.string().trim().min(1, "Enter a name").max(120);
const Currency = z.string().regex(/^[A-Z]{3}$/, "Three capital letters such as EUR");
const CENTS_MAX = 100_000_000_000;
const PropertyName = z.string().trim().min(1).max(100);

export const GoalDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  name: z.string(),
  kind: StepKind,
  pattern: z.string(),
  /** What one conversion is worth; null: nothing, or what `valueProperty` of the event says. */
  valueCents: z.number().int().nullable(),
  currency: z.string().nullable(),
  /** Property of the event that holds the value in whole units of the currency ("19.90"). */
  valueProperty: z.string().nullable(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});
export type GoalDto = z.infer<typeof GoalDto>;

const goalFields = {
  name: objectName,
  kind: StepKind,
  pattern: StepPattern,
  valueCents: z.number().int().min(0).max(CENTS_MAX).nullable(),
  currency: Currency.nullable(),
  valueProperty: PropertyName.nullable(),
};

export const CreateGoalInput = z
  .strictObject({
    ...goalFields,
    valueCents: goalFields.valueCents.default(null),
    currency: goalFields.currency.default(null),
    valueProperty: goalFields.valueProperty.default(null),
  })
  .refine((g) => g.valueProperty === null || g.kind === "event", {
    path: ["valueProperty"],
    error: "Only an event has properties",
  })
  .refine((g) => g.valueProperty === null || g.valueCents === null, {
    path: ["valueCents"],
    error: "Give a value or a property that holds it",
  })
  .refine((g) => g.currency !== null || (g.valueCents === null && g.valueProperty === null), {
    path: ["currency"],
    error: "A value needs a currency",
  });
export type CreateGoalInput = z.input<typeof CreateGoalInput>;

/** A changed goal counts by its new rule in all reports, those of the past too. `archived` takes it out of reports and keeps it. */
export const UpdateGoalInput = z
  .strictObject({ ...goalFields, archived: z.boolean() })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateGoalInput = z.input<typeof UpdateGoalInput>;

export const GoalParams = z.object({ siteId: z.uuid(), goalId: z.uuid() });
export const GoalList = z.object({ items: z.array(GoalDto) });
export type GoalList = z.infer<typeof GoalList>;

/** Goals, funnels, views and annotations of a site at most, of each. */
export const OBJECTS_A_SITE_MAX = 200;

// ---------------------------------------------------------------- funnels

export const FunnelDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  name: z.string(),
  steps: z.array(FunnelStep),
  windowMinutes: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type FunnelDto = z.infer<typeof FunnelDto>;

export const CreateFunnelInput = z
  .strictObject({
    name: objectName,
    steps: FunnelSteps,
    windowMinutes: FunnelWindowMinutes.default(1_440),
  })
  .meta({
    example: {
      name: "From prices to sign-up",
      steps: [
        { kind: "page", pattern: "/pricing*" },
        { kind: "event", pattern: "Signed up" },
      ],
      windowMinutes: 1_440,
    },
  });
export type CreateFunnelInput = z.input<typeof CreateFunnelInput>;

export const UpdateFunnelInput = z
  .strictObject({ name: objectName, steps: FunnelSteps, windowMinutes: FunnelWindowMinutes })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateFunnelInput = z.input<typeof UpdateFunnelInput>;

export const FunnelParams = z.object({ siteId: z.uuid(), funnelId: z.uuid() });
export const FunnelList = z.object({ items: z.array(FunnelDto) });
export type FunnelList = z.infer<typeof FunnelList>;

// ---------------------------------------------------------------- saved views

/** What the analytics screen shows: the range as the URL carries it, so that "last 30 days" stays relative. */
export const ViewQuery = z.strictObject({
  /** "30d", "month" or "2026-11-01..2026-11-20", as the page writes it. */
  range: z.string().max(40).optional(),
  compare: z.string().max(40).optional(),
  interval: SeriesInterval.optional(),
  filters: ReportFilters.default([]),
  /** Chosen tabs of the panels: panel -> dimension. */
  tabs: z.record(z.string().max(40), ReportDimension).optional(),
});
export type ViewQuery = z.output<typeof ViewQuery>;

export const SavedViewDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  name: z.string(),
  query: ViewQuery,
  createdByUserId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
});
export type SavedViewDto = z.infer<typeof SavedViewDto>;

export const CreateSavedViewInput = z.strictObject({ name: objectName, query: ViewQuery });
export type CreateSavedViewInput = z.input<typeof CreateSavedViewInput>;

export const UpdateSavedViewInput = z
  .strictObject({ name: objectName, query: ViewQuery })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateSavedViewInput = z.input<typeof UpdateSavedViewInput>;

export const SavedViewParams = z.object({ siteId: z.uuid(), viewId: z.uuid() });
export const SavedViewList = z.object({ items: z.array(SavedViewDto) });
export type SavedViewList = z.infer<typeof SavedViewList>;

// ---------------------------------------------------------------- annotations

const annotationText = z.string().trim().min(1, "Enter a text").max(300);

export const AnnotationDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  day: Day,
  text: z.string(),
  createdByUserId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
});
export type AnnotationDto = z.infer<typeof AnnotationDto>;

export const CreateAnnotationInput = z.strictObject({ day: Day, text: annotationText });
export type CreateAnnotationInput = z.input<typeof CreateAnnotationInput>;

export const UpdateAnnotationInput = z
  .strictObject({ day: Day, text: annotationText })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateAnnotationInput = z.input<typeof UpdateAnnotationInput>;

export const AnnotationParams = z.object({ siteId: z.uuid(), annotationId: z.uuid() });
/** Without days: all of them, the newest first. */
export const ListAnnotationsQuery = z.strictObject({ from: Day.optional(), to: Day.optional() });
export type ListAnnotationsQuery = z.input<typeof ListAnnotationsQuery>;
export const AnnotationList = z.object({ items: z.array(AnnotationDto) });
export type AnnotationList = z.infer<typeof AnnotationList>;

// ---------------------------------------------------------------- live

const liveRow = z.object({ value: z.string(), label: z.string(), visitors: count });

export const LiveDto = z.object({
  at: z.iso.datetime(),
  /** Different visitors with an event in the last 5 and in the last 30 minutes. */
  visitorsNow: count,
  visitorsHalfHour: count,
  pageViewsHalfHour: count,
  /** The last 30 minutes, oldest first, empty ones included. */
  minutes: z.array(z.object({ at: z.iso.datetime(), visitors: count, pageViews: count, events: count })),
  /** Where those of the last 5 minutes are (their last page) and come from; at most 10 rows each. */
  pages: z.array(liveRow),
  sources: z.array(liveRow),
  countries: z.array(liveRow),
  devices: z.array(liveRow),
  /** The newest 25 page views and custom events, newest first. */
  lastEvents: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      kind: StepKind,
      page: z.string(),
      /** Name of a custom event; "" for a page view. */
      event: z.string(),
      source: z.string(),
      country: z.string(),
      city: z.string(),
      device: z.string(),
      browser: z.string(),
    }),
  ),
  /** True on a site so busy that only the newest events of the half hour were read. */
  approximate: z.boolean(),
});
export type LiveDto = z.infer<typeof LiveDto>;
