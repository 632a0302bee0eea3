import { z } from "zod";
import { sweepAccountTokens, sweepSessions } from "@/lib/auth";
import { sweepIdempotencyKeys } from "@/lib/idempotency";
import { defineSystemJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { sweepDispatched } from "@/lib/outbox";
import { sweepLimits } from "@/lib/rate-limit";

/** Removes what has served its time: dispatched events, old idempotency keys, closed limit windows, ended sessions. */
export const sweep = defineSystemJob({
  name: "housekeeping.sweep",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async ({ requestId }) => {
    const removed = {
      outbox: await sweepDispatched(),
      idempotencyKeys: await sweepIdempotencyKeys(),
      limits: await sweepLimits(),
      sessions: await sweepSessions(),
      accountTokens: await sweepAccountTokens(),
    };
    logger().info({ requestId, removed }, "swept");
  },
});
