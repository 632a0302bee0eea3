import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { notifyRequestReceived } from "../notify-request-received";

/** Follows request.received. */
export const notifyOfRequest = defineJob({
  name: "notifications.request-received",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), requestId: z.uuid() }),
  jobId: (p) => p.requestId,
  run: (ctx, p) => notifyRequestReceived(ctx, p.requestId),
});
