import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { hashKey, newId } from "@/lib/ids";
import { emitEvent } from "@/lib/outbox";
import { seal } from "@/lib/secrets";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { cookieKey } from "../collect/consent";
import { getSiteFacts } from "../sites/internal";
import { erasureSelect, ErasureTask, TASK_PURPOSE, toErasureDto } from "./internal";
import { type ErasureDto, RequestErasureInput } from "./schemas";

/**
 * Forgets a visitor of a website, by a job: events, visits, totals and recordings. Asking again while it is under way gives the same
 * one. What is stored of the request is a hash, and, sealed and until it is done, what the job needs.
 * @throws AppError forbidden | not_found (site, visit, contact), ZodError
 */
export async function requestErasure(
  ctx: Ctx,
  siteId: string,
  input: RequestErasureInput,
): Promise<ErasureDto> {
  requirePermission(ctx, "erasures.write");
  const named = RequestErasureInput.parse(input);
  return withTenant(ctx, async (db) => {
    const site = await getSiteFacts(db, ctx, siteId);
    const task = await taskOf(db, ctx, site.no, named);
    const text = named.contactId ?? named.cookie ?? task.keys[0] ?? "";
    const subjectHash = Uint8Array.from(hashKey(`${siteId}|${text}`));
    await db.$queryRaw`SELECT 1 FROM sites WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${siteId}::uuid FOR UPDATE`;
    const known = await db.erasure.findFirst({
      where: { tenantId: ctx.tenantId, siteId, subjectHash, status: { in: ["queued", "running"] } },
      select: erasureSelect,
    });
    if (known) return toErasureDto(known);
    const row = await db.erasure.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        subject: named.contactId ? "contact" : "visitor",
        subjectHash,
        taskSealed: seal(JSON.stringify(task), TASK_PURPOSE),
        requestedByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
        createdAt: now(),
      },
      select: erasureSelect,
    });
    const erasure = toErasureDto(row);
    await emitAudit(db, ctx, {
      action: "erasure.request",
      entityType: "erasure",
      entityId: erasure.id,
      after: { siteId, name: site.name, subject: erasure.subject, subjectHash: erasure.subjectHash },
    });
    await emitEvent(db, ctx, { type: "erasure.requested", erasureId: erasure.id });
    return erasure;
  });
}

async function taskOf(
  db: TenantDb,
  ctx: Ctx,
  siteNo: number,
  named: RequestErasureInput,
): Promise<ErasureTask> {
  const { tenantId } = ctx;
  if (named.cookie) return ErasureTask.parse({ keys: [cookieKey(siteNo, named.cookie)] });
  if (named.contactId) {
    const contact = await db.contact.findFirst({
      where: { tenantId, id: named.contactId },
      select: { id: true },
    });
    if (!contact) throw notFound("contact");
    return ErasureTask.parse({ contactId: contact.id });
  }
  const visit = await db.visit.findFirst({
    where: { tenantId, siteNo, id: named.visitId ?? "" },
    select: { id: true, visitorKey: true },
  });
  if (!visit) throw notFound("visit");
  return ErasureTask.parse({ keys: [visit.visitorKey.toString()], visitIds: [visit.id] });
}
