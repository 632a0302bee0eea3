/** Shapes of the workspace's own pages that the browser may import too: zod and types only. */
import { z } from "zod";

const count = z.number().int().nonnegative();
const day = z.iso.date();

// ---------------------------------------------------------------- companies

export const CompanyDto = z.object({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type CompanyDto = z.infer<typeof CompanyDto>;

export const ListCompaniesQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type ListCompaniesQuery = z.input<typeof ListCompaniesQuery>;

export const CompanyList = z.object({ items: z.array(CompanyDto), nextCursor: z.string().nullable() });
export type CompanyList = z.infer<typeof CompanyList>;

// ---------------------------------------------------------------- overview

export const OverviewQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });
export type OverviewQuery = z.input<typeof OverviewQuery>;

export const OverviewCard = z.object({
  value: count,
  /** Of the period of the same length that ends the day before. */
  previous: count,
  /** One number a day of the range, oldest first. */
  daily: z.array(count),
});
export type OverviewCard = z.infer<typeof OverviewCard>;

export const OverviewDto = z.object({
  cards: z.object({ visitors: OverviewCard, visits: OverviewCard, requests: OverviewCard }),
  sites: count,
  forms: count,
  range: z.object({ from: day, to: day }),
});
export type OverviewDto = z.infer<typeof OverviewDto>;

// ---------------------------------------------------------------- activity

/** visit: the first visit that a site counted. */
export const ActivityKind = z.enum(["request", "site", "form", "visit"]);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const ActivityItem = z.object({
  /** Unique within the feed: kind and the record's id. */
  id: z.string(),
  kind: ActivityKind,
  title: z.string(),
  detail: z.string(),
  /** Path inside the product. */
  href: z.string(),
  at: z.iso.datetime(),
});
export type ActivityItem = z.infer<typeof ActivityItem>;

export const ActivityQuery = z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) });
export type ActivityQuery = z.input<typeof ActivityQuery>;

export const ActivityFeed = z.object({ items: z.array(ActivityItem) });
export type ActivityFeed = z.infer<typeof ActivityFeed>;
