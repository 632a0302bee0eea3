import { can, type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getVisitWithPages } from "@/lib/tracking";
import { getContactOrThrow, toContactDto } from "../contacts/internal";
import { getFormOrThrow } from "../forms/internal";
import { type RequestDetail, RequestVisit } from "../schemas";
import { getRequestOrThrow, toRequestDto } from "./internal";

/**
 * A request with its contact, its form and, once it is known and for those who may read reports, the visit that sent it.
 * @throws AppError not_found
 */
export async function getRequest(ctx: Ctx, requestId: string): Promise<RequestDetail> {
  requirePermission(ctx, "requests.read");
  return withTenant(ctx, async (db) => {
    const request = await toRequestDto(db, ctx, await getRequestOrThrow(db, ctx, requestId));
    const contact = await getContactOrThrow(db, ctx, request.contactId);
    const { id, name } = await getFormOrThrow(db, ctx, request.formId);
    const visitId = can(ctx, "reports.read") ? request.visitId : null;
    const visit =
      visitId === null ? null : RequestVisit.parse(await getVisitWithPages({ ...ctx, db }, visitId));
    return { ...request, form: { id, name }, contact: toContactDto(contact), visit };
  });
}
