import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type RequestDto, UpdateRequestInput } from "../schemas";
import { getRequestOrThrow, toRequestDto, updateRequestRow } from "./internal";

/** Moves a request on: new, open, done or spam. The status it has already changes nothing. @throws AppError not_found */
export async function updateRequest(
  ctx: Ctx,
  requestId: string,
  input: UpdateRequestInput,
): Promise<RequestDto> {
  requirePermission(ctx, "requests.write");
  const { status } = UpdateRequestInput.parse(input);
  return withTenant(ctx, async (db) => {
    const before = await getRequestOrThrow(db, ctx, requestId);
    if (before.status === status) return toRequestDto(db, ctx, before);
    const request = await toRequestDto(db, ctx, await updateRequestRow(db, ctx, before, { status }));
    await emitAudit(db, ctx, {
      action: "request.update",
      entityType: "request",
      entityId: request.id,
      before: { status: before.status },
      after: { status },
    });
    return request;
  });
}
