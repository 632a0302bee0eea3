/** Shapes of recordings that the browser may import too: zod and types only. */
import { z } from "zod";
import { PageQuery } from "@/lib/paging/schemas";

const count = z.number().int().nonnegative();
const Day = z.iso.date();

/** Why a recording ended before its visitor left; null where it did not. */
export const StoppedReason = z.enum(["too_many_nodes", "too_busy", "too_long", "too_large", "offline"]);
export type StoppedReason = z.infer<typeof StoppedReason>;

export const ReplayItem = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  siteName: z.string(),
  /** The visit it was made in; null until the rollup has come by, and after the visit was deleted. */
  visitId: z.uuid().nullable(),
  /** The contact that the visitor turned out to be. */
  contactId: z.uuid().nullable(),
  startedAt: z.iso.datetime(),
  /** Time of the last piece that arrived. */
  lastChunkAt: z.iso.datetime(),
  durationMs: count,
  pageCount: count,
  entryPath: z.string(),
  /** ISO 3166-1 alpha-2; "" for unknown. */
  country: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  /** "" while the visit is not known, "Direct" without a source. */
  source: z.string(),
  /** Custom events of the visit. */
  events: count,
  sizeBytes: count,
  stoppedReason: StoppedReason.nullable(),
  /** When somebody first played it. */
  viewedAt: z.iso.datetime().nullable(),
});
export type ReplayItem = z.infer<typeof ReplayItem>;

export const ReplayList = z.object({ items: z.array(ReplayItem), nextCursor: z.string().nullable() });
export type ReplayList = z.infer<typeof ReplayList>;

export const ReplayChunkDto = z.object({
  seq: count,
  /** Milliseconds since the start of the recording. */
  fromMs: count,
  toMs: count,
  sizeBytes: count,
});
export type ReplayChunkDto = z.infer<typeof ReplayChunkDto>;

/** A page view or a custom event of the visit. */
export const ReplayMark = z.object({
  /** Milliseconds since the start of the recording, whole seconds. */
  atMs: count,
  kind: z.enum(["page", "event"]),
  label: z.string(),
});
export type ReplayMark = z.infer<typeof ReplayMark>;

export const ReplayDetail = ReplayItem.extend({
  siteDomain: z.string(),
  /** In the order in which they are played. A missing number is a piece that never arrived. */
  chunks: z.array(ReplayChunkDto),
  /** In the order in which they happened, at most 300. */
  marks: z.array(ReplayMark),
});
export type ReplayDetail = z.infer<typeof ReplayDetail>;

const siteText = z.string().min(1).max(2_000);

export const ListReplaysQuery = PageQuery.extend({
  siteId: z.uuid().optional(),
  /** First and last day on which the recording began, in the site's time zone. */
  from: Day.optional(),
  to: Day.optional(),
  minDurationS: z.coerce.number().int().min(1).max(86_400).optional(),
  /** Path of a page of the visit. */
  page: siteText.optional(),
  country: z.string().length(2).optional(),
  device: z.string().min(1).max(40).optional(),
  /** Name of a custom event of the visit. */
  event: z.string().min(1).max(100).optional(),
  /** A goal that the visit reached. */
  goalId: z.uuid().optional(),
  visitId: z.uuid().optional(),
  /** Visits that this contact's requests came from, or in which they were recognised. */
  contactId: z.uuid().optional(),
});
export type ListReplaysQuery = z.input<typeof ListReplaysQuery>;

export const ReplayParams = z.object({ replayId: z.uuid() });

export const ReplayChunkParams = z.object({
  replayId: z.uuid(),
  seq: z.coerce.number().int().min(0).max(1_000_000),
});
