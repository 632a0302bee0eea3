import { z } from "zod";
import { defineSystemJob } from "@/lib/jobs";
import { sendEmail } from "../send";

/** Follows email.queued. Faults of delivery are the row's matter (email.retry); only a lost database makes this fail. */
export const sendQueuedEmail = defineSystemJob({
  name: "email.send",
  queue: "default",
  schema: z.object({ emailId: z.uuid() }),
  jobId: (p) => p.emailId,
  run: (_ctx, p) => sendEmail(p.emailId),
});
