import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { resolveSubmissionVisit } from "@/lib/tracking";
import type { RequestKind } from "../schemas";
import { updateRequestRow } from "./internal";

const traceSelect = {
  id: true,
  visitId: true,
  trackingSiteNo: true,
  trackingEventId: true,
  visitorKey: true,
  priorVisitorKey: true,
  createdAt: true,
} as const;

type Traced = Prisma.ContactSubmissionGetPayload<{ select: typeof traceSelect }> & { kind: RequestKind };

async function readTrace(db: TenantDb, ctx: Ctx, requestId: string): Promise<Traced> {
  const where = { tenantId_id: { tenantId: ctx.tenantId, id: requestId } };
  const contact = await db.contactSubmission.findUnique({ where, select: traceSelect });
  if (contact) return { ...contact, kind: "contact" };
  const scope = await db.projectScopeRequest.findUnique({ where, select: traceSelect });
  if (!scope) throw notFound("request");
  return { ...scope, kind: "project_scope" };
}

/**
 * Joins a request to the visit that sent it, as far as the rollup knows that visit by now. Running again is harmless. Not
 * audited: nobody decides anything, the visit follows from what is stored.
 * @returns whether the request has a visit
 * @throws AppError not_found (request)
 */
export async function joinVisit(ctx: Ctx, requestId: string): Promise<boolean> {
  requirePermission(ctx, "requests.write");
  return withTenant(ctx, async (db) => {
    const { kind, visitId, trackingSiteNo, visitorKey, ...trace } = await readTrace(db, ctx, requestId);
    if (visitId !== null) return true;
    if (trackingSiteNo === null || visitorKey === null) return false;
    const site = await db.site.findUnique({
      where: { tenantId_no: { tenantId: ctx.tenantId, no: trackingSiteNo } },
      select: { id: true },
    });
    if (!site) return false;
    const { trackingEventId, priorVisitorKey, createdAt: at } = trace;
    const found = await resolveSubmissionVisit(
      { ...ctx, db },
      { siteId: site.id, trackingEventId, visitorKey, priorVisitorKey, at },
    );
    if (found === null) return false;
    await updateRequestRow(db, ctx, { id: requestId, kind }, { visitId: found });
    return true;
  });
}
