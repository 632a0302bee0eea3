/** Shapes of the tracking domain that the browser may import too: zod and types only. */
import { z } from "zod";
import { Day } from "./report-schemas";

export * from "./report-schemas";
export * from "./sites/schemas";

// ---------------------------------------------------------------- events that were not counted

/** Why the collector did not count an event. */
export const DropReason = z.enum([
  "bad_json",
  "bad_event",
  "too_large",
  "unknown_site",
  "host_not_allowed",
  "bot",
  "preview",
  "prefetch",
  "excluded",
  "stale",
  "rate_limited",
  "site_rate_limited",
  "replay_unreadable",
  "replay_off",
  "replay_no_consent",
  "replay_over",
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

const count = z.number().int().nonnegative();

// ---------------------------------------------------------------- one visit, for the CRM

const visitSource = { source: z.string(), channel: z.string(), campaign: z.string() };

export const VisitDetail = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  entryPage: z.string(),
  exitPage: z.string(),
  ...visitSource,
  country: z.string(),
  region: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  pageViews: count,
  visibleMs: count,
  /** The visitor agreed to be recognised. */
  isIdentified: z.boolean(),
  /** Who the visitor turned out to be. */
  contactId: z.uuid().nullable(),
  /** In the order of viewing; at most 200. */
  pages: z.array(z.object({ path: z.string(), at: z.iso.datetime() })),
  /** Custom events in order. */
  events: z.array(
    z.object({
      name: z.string(),
      at: z.iso.datetime(),
      props: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  /** Every source of the visit's page views when it was first met, in order; empty for a direct visit. */
  touches: z.array(z.object({ ...visitSource, at: z.iso.datetime() })),
});
export type VisitDetail = z.infer<typeof VisitDetail>;

// ---------------------------------------------------------------- totals over all sites, for the overview

export const OverviewPoint = z.object({ day: Day, visitors: count, visits: count, pageViews: count });
export type OverviewPoint = z.infer<typeof OverviewPoint>;

export const OverviewTotals = z.object({
  range: z.object({ from: Day, to: Day }),
  sites: count,
  visitors: z.object({ value: count, previous: count }),
  visits: z.object({ value: count, previous: count }),
  pageViews: z.object({ value: count, previous: count }),
  /** One point a day over all sites of the workspace, for sparklines. */
  days: z.array(OverviewPoint),
});
export type OverviewTotals = z.infer<typeof OverviewTotals>;
