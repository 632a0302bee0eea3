import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";

const VISITS_MAX = 200;

/** Visits from which a contact sent something, latest first; an unknown contact has none. @throws AppError forbidden */
export async function visitsOfContact(ctx: Ctx, contactId: string): Promise<string[]> {
  requirePermission(ctx, "contacts.read");
  return withTenant(ctx, async (db) => {
    const where = { tenantId: ctx.tenantId, contactId, visitId: { not: null } };
    const query = { orderBy: { createdAt: "desc" as const }, take: VISITS_MAX, select: { visitId: true } };
    const sent = [
      ...(await db.contactSubmission.findMany({ where: { ...where, tenantId: ctx.tenantId }, ...query })),
      ...(await db.projectScopeRequest.findMany({ where: { ...where, tenantId: ctx.tenantId }, ...query })),
    ];
    return [...new Set(sent.flatMap(({ visitId }) => visitId ?? []))];
  });
}
