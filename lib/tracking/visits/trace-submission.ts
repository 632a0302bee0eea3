import { plainAddress } from "@/lib/client-address";
import { notFound } from "@/lib/errors";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { visitorKeysAt } from "../collect/visitor-trace";

/** What leads from something a visitor sent to the visit it was sent from, also before the rollup has seen that visit. */
export type SubmissionTrace = {
  siteId: string;
  siteNo: number;
  /** The tracker's last event on the page, if the form carried it. */
  trackingEventId: string | null;
  visitorKey: bigint;
  priorVisitorKey: bigint | null;
  at: Date;
};

export type TraceInput = {
  siteId: string;
  /** Network address and user agent of the request; only hashed, never stored. */
  ip: string;
  userAgent: string;
  lastEventId?: string | null;
  at: Date;
};

/** Computes the trace of a submission; the caller stores it and resolves it later. @throws AppError not_found (site) */
export async function traceSubmission(ctx: Ctx, input: TraceInput): Promise<SubmissionTrace> {
  const site = await withTenant(ctx, (db) =>
    db.site.findFirst({
      where: { tenantId: ctx.tenantId, id: input.siteId, deletedAt: null },
      select: { no: true, timeZone: true },
    }),
  );
  if (!site) throw notFound("site");
  const sender = { address: plainAddress(input.ip), userAgent: input.userAgent };
  const keys = await visitorKeysAt(site, sender, input.at.getTime());
  return {
    siteId: input.siteId,
    siteNo: site.no,
    trackingEventId: input.lastEventId ?? null,
    visitorKey: BigInt(keys.visitorKey),
    priorVisitorKey: keys.priorVisitorKey === null ? null : BigInt(keys.priorVisitorKey),
    at: input.at,
  };
}
