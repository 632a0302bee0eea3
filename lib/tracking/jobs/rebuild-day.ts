import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { failRebuild, runRebuild } from "../rollup";

/** Counts a day again from its events. Goes on where a run before has stopped. */
export const rebuildSiteDay = defineJob({
  name: "tracking.rebuild-day",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), rebuildId: z.uuid() }),
  jobId: ({ rebuildId }) => rebuildId,
  options: { attempts: 10, backoffMs: 5_000 },
  run: async (ctx, { rebuildId }) => {
    try {
      await runRebuild(ctx, rebuildId);
    } catch (error) {
      // What people see; the queue tries again all the same.
      await failRebuild(ctx, rebuildId, "The last try failed; it is tried again.");
      logger().warn({ rebuildId, reason: String(error) }, "a day could not be counted again");
      throw error;
    }
  },
});
