/** Shapes of rebuilds: zod and types only, so pages may import them. */
import { z } from "zod";
import { Day } from "../report-schemas";

export const RebuildStatus = z.enum(["queued", "running", "done", "failed"]);
export type RebuildStatus = z.infer<typeof RebuildStatus>;

export const RequestRebuildInput = z.strictObject({
  /** The site-local day to count again from its events. */
  day: Day,
});
export type RequestRebuildInput = z.input<typeof RequestRebuildInput>;

export const RebuildDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  day: Day,
  status: RebuildStatus,
  /** Visits looked at so far. */
  visitsDone: z.number().int(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
});
export type RebuildDto = z.infer<typeof RebuildDto>;

/** The latest first; at most 50. */
export const RebuildList = z.object({ items: z.array(RebuildDto) });
export type RebuildList = z.infer<typeof RebuildList>;
