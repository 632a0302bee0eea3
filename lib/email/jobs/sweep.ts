import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { sweepEmails } from "../sweep";

/** Removes old messages and suppressions that are over. */
export const sweepOldEmails = defineSystemJob({
  name: "email.sweep",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async ({ requestId }) => {
    logger().info({ requestId, removed: await sweepEmails() }, "swept e-mail");
  },
});
