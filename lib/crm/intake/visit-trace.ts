import { now } from "@/lib/clock";
import type { Ctx } from "@/lib/tenancy";
import { siteOfEvent, traceSubmission } from "@/lib/tracking";
import { type Fields, trackerEventId } from "./fields";
import type { IntakeForm } from "./find-form";

/** What leads from a request to the visit that sent it; columns of both request tables. */
export interface VisitTrace {
  trackingEventId: string | null;
  trackingSiteNo: number | null;
  visitorKey: bigint | null;
  priorVisitorKey: bigint | null;
}

/**
 * The trace of a post: the site is the one that stored the visitor's last event (one form may stand on several websites of a
 * workspace), else the form's own. An event of another workspace is not found here.
 * @param sender network address and user agent, of which only the visitor's key is kept
 */
export async function traceOf(
  ctx: Ctx,
  form: IntakeForm,
  fields: Fields,
  sender: { address: string; userAgent: string },
): Promise<VisitTrace> {
  const lastEventId = trackerEventId(fields);
  const eventSiteId = lastEventId === null ? null : await siteOfEvent(ctx, lastEventId);
  const siteId = eventSiteId ?? form.site?.id ?? null;
  if (siteId === null)
    return { trackingEventId: null, trackingSiteNo: null, visitorKey: null, priorVisitorKey: null };
  const { address: ip, userAgent } = sender;
  const trace = await traceSubmission(ctx, { siteId, ip, userAgent, lastEventId, at: now() });
  return {
    // Kept also when the log does not have it yet: the page's own post may be faster than the tracker's.
    trackingEventId: trace.trackingEventId,
    trackingSiteNo: trace.siteNo,
    visitorKey: trace.visitorKey,
    priorVisitorKey: trace.priorVisitorKey,
  };
}
