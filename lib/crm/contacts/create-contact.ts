import { emitAudit } from "@/lib/audit";
import { conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type ContactDto, CreateContactInput } from "../schemas";
import { contactSelect, toContactDto } from "./internal";

/** @throws AppError conflict when the workspace has this e-mail address already */
export async function createContact(ctx: Ctx, input: CreateContactInput): Promise<ContactDto> {
  requirePermission(ctx, "contacts.write");
  const data = CreateContactInput.parse(input);
  return withTenant(ctx, async (db) => {
    const made = await db.contact.createManyAndReturn({
      data: [{ id: newId(), tenantId: ctx.tenantId, ...data }],
      skipDuplicates: true,
      select: contactSelect,
    });
    if (!made[0]) throw conflict("There is a contact with this e-mail address already.");
    const contact = toContactDto(made[0]);
    await emitAudit(db, ctx, {
      action: "contact.create",
      entityType: "contact",
      entityId: contact.id,
      after: contact,
    });
    return contact;
  });
}
