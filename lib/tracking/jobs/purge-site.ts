import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { purgeSite as purgeSiteNow } from "../rollup";

// Longer than a collector may still know the site (SITE_STALE_MAX_MS), so that no event comes after the last batch.
const DELAY_MS = 15_000;

/** Removes everything of a deleted site. */
export const purgeSite = defineJob({
  name: "tracking.purge-site",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), siteId: z.uuid() }),
  jobId: ({ siteId }) => siteId,
  options: { attempts: 10, backoffMs: 5_000, delayMs: DELAY_MS },
  run: (ctx, { siteId }) => purgeSiteNow(ctx, siteId),
});
