import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { ensurePartitions, forgetOldSalts } from "../rollup";

/** Keeps partitions ready for the months to come and forgets the salts of days that are over. */
export const maintainLog = defineSystemJob({
  name: "tracking.maintain-log",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 3 },
  run: async ({ requestId }) => {
    const partitions = await ensurePartitions();
    const saltsForgotten = await forgetOldSalts();
    logger().info({ requestId, partitions, saltsForgotten }, "the event log was maintained");
  },
});
