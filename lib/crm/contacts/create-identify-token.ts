import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { makeIdentifyToken } from "@/lib/tracking";
import type { IdentifyTokenDto } from "../schemas";
import { getContactOrThrow } from "./internal";

/**
 * A token by which a page can say that its visitor is this contact: visits of theirs then show with the contact.
 * @throws AppError not_found
 */
export async function createIdentifyToken(ctx: Ctx, contactId: string): Promise<IdentifyTokenDto> {
  requirePermission(ctx, "contacts.write");
  const contact = await withTenant(ctx, (db) => getContactOrThrow(db, ctx, contactId));
  return { token: makeIdentifyToken(ctx.tenantId, contact.id) };
}
