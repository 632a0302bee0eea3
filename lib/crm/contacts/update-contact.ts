import { emitAudit } from "@/lib/audit";
import { conflict } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type ContactDto, UpdateContactInput } from "../schemas";
import { contactSelect, getContactOrThrow, toContactDto } from "./internal";

/** @throws AppError not_found | conflict when another contact has the new e-mail address */
export async function updateContact(
  ctx: Ctx,
  contactId: string,
  input: UpdateContactInput,
): Promise<ContactDto> {
  requirePermission(ctx, "contacts.write");
  const data = UpdateContactInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = await getContactOrThrow(db, ctx, contactId);
    if (data.email !== undefined && data.email !== before.email) {
      const taken = await db.contact.findUnique({
        where: { tenantId_email: { tenantId: ctx.tenantId, email: data.email } },
        select: { id: true },
      });
      if (taken) throw conflict("There is a contact with this e-mail address already.");
    }
    const row = await db.contact.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: contactId } },
      data,
      select: contactSelect,
    });
    const contact = toContactDto(row);
    await emitAudit(db, ctx, {
      action: "contact.update",
      entityType: "contact",
      entityId: contact.id,
      before: toContactDto(before),
      after: contact,
    });
    return contact;
  });
}
