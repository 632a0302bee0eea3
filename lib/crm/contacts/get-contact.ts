import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { ContactDto } from "../schemas";
import { getContactOrThrow, toContactDto } from "./internal";

/** @throws AppError not_found */
export async function getContact(ctx: Ctx, contactId: string): Promise<ContactDto> {
  requirePermission(ctx, "contacts.read");
  return withTenant(ctx, async (db) => toContactDto(await getContactOrThrow(db, ctx, contactId)));
}
