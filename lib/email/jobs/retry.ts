import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { sendDueEmails } from "../send";

/** Takes up messages whose pause is over, or whose sender died. */
export const retryEmails = defineSystemJob({
  name: "email.retry",
  queue: "default",
  schema: z.object({}),
  jobId: () => "once",
  options: { attempts: 1 },
  run: async () => {
    await sendDueEmails();
  },
});
