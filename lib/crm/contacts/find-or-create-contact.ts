import { emitAudit } from "@/lib/audit";
import type { TenantDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { type ContactRow, contactSelect, toContactDto } from "./internal";

export interface Sender {
  email: string;
  name: string;
  companyName: string;
  phone: string;
}

/**
 * The contact of an e-mail address, inside the transaction of what they sent. Requests of one new person at the same time
 * make one contact: ON CONFLICT waits for the other transaction. What is known already is never overwritten by a form that
 * anybody can fill in; only gaps are filled.
 * @param sender checked and in lower case, as the intake schemas leave it
 */
export async function findOrCreateContact(db: TenantDb, ctx: Ctx, sender: Sender): Promise<string> {
  const made = await db.contact.createManyAndReturn({
    data: [{ id: newId(), tenantId: ctx.tenantId, ...sender }],
    skipDuplicates: true,
    select: contactSelect,
  });
  if (made[0]) {
    await emitAudit(db, ctx, {
      action: "contact.create",
      entityType: "contact",
      entityId: made[0].id,
      after: toContactDto(made[0]),
    });
    return made[0].id;
  }
  const known = await db.contact.findUniqueOrThrow({
    where: { tenantId_email: { tenantId: ctx.tenantId, email: sender.email } },
    select: contactSelect,
  });
  await fillGaps(db, ctx, known, sender);
  return known.id;
}

async function fillGaps(db: TenantDb, ctx: Ctx, known: ContactRow, sender: Sender): Promise<void> {
  const fields = ["name", "companyName", "phone"] as const;
  const gaps = fields.filter((field) => known[field] === "" && sender[field] !== "");
  if (gaps.length === 0) return;
  const data = Object.fromEntries(gaps.map((field) => [field, sender[field]]));
  const where = { tenantId_id: { tenantId: ctx.tenantId, id: known.id } };
  const row = await db.contact.update({ where, data, select: contactSelect });
  await emitAudit(db, ctx, {
    action: "contact.update",
    entityType: "contact",
    entityId: known.id,
    before: toContactDto(known),
    after: toContactDto(row),
  });
}
