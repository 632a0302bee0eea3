import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getContactOrThrow, toContactDto } from "../contacts/internal";
import { getFormOrThrow } from "../forms/internal";
import type { RequestDetail } from "../schemas";
import { getRequestOrThrow, toRequestDto } from "./internal";

/** A request with its contact, its form and, when it is known, the visit that sent it. @throws AppError not_found */
export async function getRequest(ctx: Ctx, requestId: string): Promise<RequestDetail> {
  requirePermission(ctx, "requests.read");
  return withTenant(ctx, async (db) => {
    const request = toRequestDto(await getRequestOrThrow(db, ctx, requestId));
    const contact = await getContactOrThrow(db, ctx, request.contactId);
    const { id, name } = await getFormOrThrow(db, ctx, request.formId);
    return { ...request, form: { id, name }, contact: toContactDto(contact), visit: null };
  });
}
