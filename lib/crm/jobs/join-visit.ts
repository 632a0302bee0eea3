import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import type { Ctx } from "@/lib/tenancy";
import { joinVisit } from "../requests/join-visit";

const Payload = z.object({ tenantId: z.uuid(), requestId: z.uuid() });
type Payload = z.infer<typeof Payload>;

/**
 * The rollup needs about a second to know a visit, longer after a rest; and a visitor who is not counted never has one. So a
 * request is looked at several times within a minute, each time by a job of its own: a look that finds nothing is no
 * failure, and only real faults are tried again and show up as failed.
 */
const lookAfter = (delayMs: number, name: string) => ({
  name,
  queue: "default" as const,
  schema: Payload,
  jobId: (p: Payload) => p.requestId,
  options: { delayMs },
  run: async (ctx: Ctx, p: Payload) => {
    await joinVisit(ctx, p.requestId);
  },
});

export const joinVisitSoon = defineJob(lookAfter(1_000, "crm.join-visit"));
export const joinVisitAgain = defineJob(lookAfter(4_000, "crm.join-visit-again"));
export const joinVisitLater = defineJob(lookAfter(15_000, "crm.join-visit-later"));
export const joinVisitLast = defineJob(lookAfter(60_000, "crm.join-visit-last"));

/** All of them, in order; they follow request.received. */
export const joinVisitJobs = [joinVisitSoon, joinVisitAgain, joinVisitLater, joinVisitLast];
