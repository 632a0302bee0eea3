import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { sealDays as sealDaysNow } from "../sweeps/seal-days";

const RUN_MAX_MS = 20_000;

/** Writes the visits of closed days as columns, from which filtered reports are read. Runs every minute, so a failure needs no retry. */
export const sealDays = defineSystemJob({
  name: "tracking.seal-days",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async ({ requestId }) => {
    const { sealed, isDone } = await sealDaysNow(RUN_MAX_MS);
    if (sealed > 0) logger().info({ requestId, sealed, isDone }, "days were sealed for reports");
  },
});
