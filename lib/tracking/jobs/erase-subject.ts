import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { runErasure } from "../erasure/run-erasure";

/** Follows erasure.requested. */
export const eraseSubject = defineJob({
  name: "tracking.erase-subject",
  queue: "default",
  schema: z.object({ tenantId: z.uuid(), erasureId: z.uuid() }),
  jobId: (p) => p.erasureId,
  options: { attempts: 30, backoffMs: 2_000 },
  run: (ctx, p) => runErasure(ctx, p.erasureId),
});
