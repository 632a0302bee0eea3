import { type TenantDb, toJson } from "@/lib/db";
import { newId } from "@/lib/ids";
import { actorId, type Ctx } from "@/lib/tenancy";
import type { AuditAction } from "./actions";

export { AUDIT_ACTIONS, type AuditAction } from "./actions";

/** What changed. before and after are DTO-like values; dates become ISO text, bigints text. */
export interface AuditEntry {
  action: AuditAction;
  entityType: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
}

/** Writes who did what, in the transaction of the change itself. */
export async function emitAudit(db: TenantDb, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await db.auditLog.createMany({
    data: [
      {
        id: newId(),
        tenantId: ctx.tenantId,
        actorType: ctx.actor.type,
        actorId: actorId(ctx.actor),
        action: entry.action,
        entityType: entry.entityType,
        entityId: entry.entityId,
        ...(entry.before === undefined ? {} : { before: toJson(entry.before) }),
        ...(entry.after === undefined ? {} : { after: toJson(entry.after) }),
        requestId: ctx.requestId,
      },
    ],
  });
}
