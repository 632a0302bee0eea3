import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { applyRetention as applyRetentionNow } from "../rollup";

/** Deletes what is older than its website keeps it. */
export const applyRetention = defineSystemJob({
  name: "tracking.apply-retention",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 3 },
  run: async ({ requestId }) => {
    const gone = await applyRetentionNow();
    logger().info({ requestId, ...gone }, "what is older than its website keeps it was deleted");
  },
});
