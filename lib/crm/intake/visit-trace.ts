import type { Ctx } from "@/lib/tenancy";
import { type Fields, trackerEventId } from "./fields";
import type { IntakeForm } from "./find-form";

/** What leads from a request to the visit that sent it; columns of both request tables. */
export interface VisitTrace {
  trackingEventId: string | null;
  trackingSiteNo: number | null;
  visitorKey: bigint | null;
  priorVisitorKey: bigint | null;
}

export async function traceOf(
  _ctx: Ctx,
  form: IntakeForm,
  fields: Fields,
  _sender: { address: string; userAgent: string },
): Promise<VisitTrace> {
  return {
    trackingEventId: trackerEventId(fields),
    trackingSiteNo: form.site?.no ?? null,
    visitorKey: null,
    priorVisitorKey: null,
  };
}
