import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { emitEvent } from "@/lib/outbox";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { makeIdentifyToken } from "@/lib/tracking";
import { findOrCreateContact } from "../contacts/find-or-create-contact";
import type { IntakeReceipt } from "../schemas";
import { fingerprint, type Submission } from "./fields";
import type { VisitTrace } from "./visit-trace";

/** The same content of the same form within this time is one request, sent twice. */
const SAME_WITHIN_MS = 10 * 60_000;

interface Stored {
  formId: string;
  submission: Submission;
  trace: VisitTrace;
}

/**
 * Stores a request with its contact, audit row and event in one transaction, or finds the one that it repeats.
 * There is no requirePermission: the caller is anybody (actor public, who holds no permission). What lets them in is the
 * form's key, looked up before; the tenant follows from it, and row-level security holds as for everyone.
 */
export async function storeSubmission(
  ctx: Ctx,
  { formId, submission, trace }: Stored,
): Promise<IntakeReceipt> {
  return withTenant(ctx, async (db) => {
    const print = fingerprint(submission);
    const receivedAt = now();
    // Repeats of one content queue up here, so that the look-up sees what the one before has stored.
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${formId}.${print}`}, 0))`;
    const bucket = Math.floor(receivedAt.getTime() / SAME_WITHIN_MS);
    const earlier = await findRepeated(db, ctx, {
      formId,
      print,
      bucket,
      receivedAt,
      kind: submission.kind,
    });
    if (earlier) return receipt(ctx, earlier.id, earlier.contactId);
    const contactId = await findOrCreateContact(db, ctx, contactOf(submission));
    const id = newId();
    const { kind, scopeDetails, ...said } = submission;
    const data = {
      id,
      tenantId: ctx.tenantId,
      formId,
      contactId,
      ...said,
      ...trace,
      dedupeKey: `${print}.${bucket}`,
      createdAt: receivedAt,
    };
    if (scopeDetails) await db.projectScopeRequest.createMany({ data: [{ ...data, scopeDetails }] });
    else await db.contactSubmission.createMany({ data: [data] });
    await emitAudit(db, ctx, {
      action: "request.create",
      entityType: "request",
      entityId: id,
      after: { kind, formId, contactId },
    });
    await emitEvent(db, ctx, { type: "request.received", requestId: id, kind });
    return receipt(ctx, id, contactId);
  });
}

const receipt = (ctx: Ctx, id: string, contactId: string): IntakeReceipt => ({
  id,
  status: "received",
  trackingToken: makeIdentifyToken(ctx.tenantId, contactId),
});

const contactOf = ({ email, name, company, phone }: Submission) => ({
  email,
  name,
  companyName: company,
  phone,
});

/** Two posts within the window lie in the same ten minutes of the clock or in neighbouring ones, hence two exact keys. */
async function findRepeated(
  db: TenantDb,
  ctx: Ctx,
  search: { formId: string; print: string; bucket: number; receivedAt: Date; kind: Submission["kind"] },
): Promise<{ id: string; contactId: string } | null> {
  const { formId, print, bucket, receivedAt } = search;
  const query = {
    where: {
      tenantId: ctx.tenantId,
      formId,
      dedupeKey: { in: [`${print}.${bucket}`, `${print}.${bucket - 1}`] },
      createdAt: { gt: new Date(receivedAt.getTime() - SAME_WITHIN_MS) },
    },
    orderBy: { createdAt: "desc" as const },
    select: { id: true, contactId: true },
  };
  return search.kind === "contact"
    ? db.contactSubmission.findFirst(query)
    : db.projectScopeRequest.findFirst(query);
}
