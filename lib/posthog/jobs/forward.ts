import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { forwardDue } from "../sweeps/forward-due";

/** Forwards new events to the PostHog of every workspace that wants it. The schedule runs it again, so a failure needs no retry. */
export const forward = defineSystemJob({
  name: "posthog.forward",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => {
    await forwardDue();
  },
});
