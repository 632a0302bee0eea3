/** Shapes of the tracking domain that the browser may import too: zod and types only. */
import { z } from "zod";
import { TimeZoneName } from "@/lib/clock/schemas";

const HOST_PATTERN = /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)$/;

/** A host as people type or paste it: scheme, port, path and letter case go, other scripts become punycode. */
export const HostName = z
  .string()
  .trim()
  .max(300)
  .transform(toHostName)
  .pipe(z.string().max(253).regex(HOST_PATTERN, "Enter a host name such as example.com"));

function toHostName(text: string): string {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`).hostname.replace(
      /\.$/,
      "",
    );
  } catch {
    return "";
  }
}

/** A calendar day in the site's own time zone, `YYYY-MM-DD`. */
export const Day = z.iso.date();

// ---------------------------------------------------------------- sites

const siteName = z.string().trim().min(1, "Enter a name").max(120);
const allowedHosts = z.array(HostName).max(50);

export const SiteDto = z.object({
  id: z.uuid(),
  companyId: z.uuid(),
  name: z.string(),
  domain: z.string(),
  timeZone: z.string(),
  allowedHosts: z.array(z.string()),
  siteKey: z.string(),
  /** The one line of HTML that a website's owner pastes into its pages. */
  snippet: z.string(),
  createdAt: z.iso.datetime(),
  firstEventAt: z.iso.datetime().nullable(),
  lastEventAt: z.iso.datetime().nullable(),
});
export type SiteDto = z.infer<typeof SiteDto>;

export const CreateSiteInput = z.strictObject({
  /** Defaults to the domain. */
  name: siteName.optional(),
  domain: HostName,
  timeZone: TimeZoneName.default("UTC"),
  /** Further hosts whose pages may count, beside the domain and its subdomains. */
  allowedHosts: allowedHosts.default([]),
  /** Defaults to the workspace's default company. */
  companyId: z.uuid().optional(),
});
export type CreateSiteInput = z.input<typeof CreateSiteInput>;

export const UpdateSiteInput = z
  .strictObject({
    name: siteName,
    domain: HostName,
    timeZone: TimeZoneName,
    allowedHosts,
  })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateSiteInput = z.input<typeof UpdateSiteInput>;

export const SiteParams = z.object({ siteId: z.uuid() });
export type SiteParams = z.infer<typeof SiteParams>;

export const ListSitesQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListSitesQuery = z.input<typeof ListSitesQuery>;

export const SiteList = z.object({ items: z.array(SiteDto), nextCursor: z.string().nullable() });
export type SiteList = z.infer<typeof SiteList>;

// ---------------------------------------------------------------- events that were not counted

/** Why the collector did not count an event. */
export const DropReason = z.enum([
  "bad_json",
  "bad_event",
  "too_large",
  "unknown_site",
  "host_not_allowed",
  "bot",
  "stale",
  "rate_limited",
]);
export type DropReason = z.infer<typeof DropReason>;

export const ListDropsQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });
export type ListDropsQuery = z.input<typeof ListDropsQuery>;

export const DropsDto = z.object({
  range: z.object({ from: Day, to: Day }),
  total: z.number().int(),
  /** One row a reason with what it means, most frequent first; days in UTC. */
  items: z.array(
    z.object({
      reason: DropReason,
      explanation: z.string(),
      count: z.number().int(),
      lastDay: Day,
    }),
  ),
});
export type DropsDto = z.infer<typeof DropsDto>;

// ---------------------------------------------------------------- reports

export const ReportDimension = z.enum([
  "page",
  "entry_page",
  "exit_page",
  "source",
  "channel",
  "country",
  "device",
  "browser",
  "os",
  "campaign",
]);
export type ReportDimension = z.infer<typeof ReportDimension>;

const reportId = z.string().min(1).max(40);

export const ReportRequest = z.discriminatedUnion("kind", [
  z.strictObject({ id: reportId, kind: z.literal("totals") }),
  z.strictObject({ id: reportId, kind: z.literal("series"), interval: z.literal("day") }),
  z.strictObject({
    id: reportId,
    kind: z.literal("breakdown"),
    dimension: ReportDimension,
    limit: z.number().int().min(1).max(200).default(10),
  }),
]);
export type ReportRequest = z.output<typeof ReportRequest>;

const RANGE_DAYS_MAX = 400;
const DAY_MS = 86_400_000;

/** Both days are included, in the site's time zone. */
export const DayRange = z
  .strictObject({ from: Day, to: Day })
  .refine((r) => r.from <= r.to, { path: ["to"], error: "The last day is before the first" })
  .refine((r) => (Date.parse(r.to) - Date.parse(r.from)) / DAY_MS < RANGE_DAYS_MAX, {
    path: ["from"],
    error: `A range covers at most ${RANGE_DAYS_MAX} days`,
  });
export type DayRange = z.infer<typeof DayRange>;

export const QueryReportsInput = z.strictObject({
  siteId: z.uuid(),
  range: DayRange,
  /** Adds the period of the same length that ends the day before the range. */
  compare: z.boolean().default(false),
  reports: z
    .array(ReportRequest)
    .min(1)
    .max(20)
    .refine(
      (list) => new Set(list.map((r) => r.id)).size === list.length,
      "Each report needs an id of its own",
    ),
});
export type QueryReportsInput = z.input<typeof QueryReportsInput>;

const count = z.number().int().nonnegative();

export const TotalsValues = z.object({
  /** Sum over days of that day's visitors (no cookie, so one person on two days counts twice). */
  visitors: count,
  visits: count,
  pageViews: count,
  /** Custom events. */
  events: count,
  /** Visits of one page view, no custom event and less than 10 s visible. */
  bounces: count,
});
export type TotalsValues = z.infer<typeof TotalsValues>;

export const TotalsResult = TotalsValues.extend({
  kind: z.literal("totals"),
  previous: TotalsValues.optional(),
});
export type TotalsResult = z.infer<typeof TotalsResult>;

export const SeriesPoint = z.object({ day: Day, visitors: count, visits: count, pageViews: count });
export type SeriesPoint = z.infer<typeof SeriesPoint>;

export const SeriesResult = z.object({
  kind: z.literal("series"),
  /** One point for each day of the range, days without a visit included. */
  points: z.array(SeriesPoint),
  previous: z.array(SeriesPoint).optional(),
});
export type SeriesResult = z.infer<typeof SeriesResult>;

export const BreakdownRow = z.object({
  /** The stored value: a path, a host, a country code; "" stands for unknown or none. */
  value: z.string(),
  /** What to show when it differs from the value ("Germany" for "DE"). */
  label: z.string().optional(),
  visitors: count,
  visits: count,
  pageViews: count,
  previousVisits: count.optional(),
});
export type BreakdownRow = z.infer<typeof BreakdownRow>;

export const BreakdownResult = z.object({
  kind: z.literal("breakdown"),
  dimension: ReportDimension,
  /** By visitors, largest first (pages: by page views). */
  rows: z.array(BreakdownRow),
  /** How many different values the range has. */
  total: count,
});
export type BreakdownResult = z.infer<typeof BreakdownResult>;

export const ReportResult = z.discriminatedUnion("kind", [TotalsResult, SeriesResult, BreakdownResult]);
export type ReportResult = z.infer<typeof ReportResult>;

export const QueryReportsOutput = z.object({
  site: z.object({ id: z.uuid(), timeZone: z.string() }),
  range: z.object({ from: Day, to: Day }),
  compareRange: z.object({ from: Day, to: Day }).nullable(),
  /** Report id -> the table that answered it. */
  servedBy: z.record(z.string(), z.enum(["rollup_days", "rollup_dimensions", "visits"])),
  results: z.record(z.string(), ReportResult),
});
export type QueryReportsOutput = z.infer<typeof QueryReportsOutput>;

// ---------------------------------------------------------------- one visit, for the CRM

export const VisitDetail = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  entryPage: z.string(),
  exitPage: z.string(),
  source: z.string(),
  channel: z.string(),
  campaign: z.string(),
  country: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  pageViews: count,
  /** In the order of viewing; at most 200. */
  pages: z.array(z.object({ path: z.string(), at: z.iso.datetime() })),
});
export type VisitDetail = z.infer<typeof VisitDetail>;

// ---------------------------------------------------------------- totals over all sites, for the overview

export const OverviewTotals = z.object({
  range: z.object({ from: Day, to: Day }),
  sites: count,
  visitors: z.object({ value: count, previous: count }),
  visits: z.object({ value: count, previous: count }),
  pageViews: z.object({ value: count, previous: count }),
  /** One point a day over all sites of the workspace, for sparklines. */
  days: z.array(SeriesPoint),
});
export type OverviewTotals = z.infer<typeof OverviewTotals>;
