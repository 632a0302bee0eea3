import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import type { ContactDto } from "../schemas";

export const contactSelect = {
  id: true,
  email: true,
  name: true,
  companyName: true,
  phone: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ContactSelect;

export type ContactRow = Prisma.ContactGetPayload<{ select: typeof contactSelect }>;

export const toContactDto = (row: ContactRow): ContactDto => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** @throws AppError not_found */
export async function getContactOrThrow(db: TenantDb, ctx: Ctx, contactId: string): Promise<ContactRow> {
  const row = await db.contact.findUnique({
    where: { tenantId_id: { tenantId: ctx.tenantId, id: contactId } },
    select: contactSelect,
  });
  if (!row) throw notFound("contact");
  return row;
}
