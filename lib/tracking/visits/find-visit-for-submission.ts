import type { Ctx } from "@/lib/tenancy";
import { resolveSubmissionVisit } from "./resolve-submission-visit";
import { type SubmissionTrace, traceSubmission, type TraceInput } from "./trace-submission";

/**
 * Finds the visit that a submission comes from, as far as the rollup knows it already.
 * @returns the trace, and the visit or null; with null store the trace and call resolveSubmissionVisit some seconds later
 * @throws AppError not_found (site)
 */
export async function findVisitForSubmission(
  ctx: Ctx,
  input: TraceInput,
): Promise<{ visitId: string | null; trace: SubmissionTrace }> {
  const trace = await traceSubmission(ctx, input);
  return { visitId: await resolveSubmissionVisit(ctx, trace), trace };
}
