import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { RequestDto } from "../schemas";
import { getRequestOrThrow, toRequestDto } from "./internal";

/** A request without its visit's pages: for those who only tell of it. @throws AppError not_found */
export async function getRequestSummary(ctx: Ctx, requestId: string): Promise<RequestDto> {
  requirePermission(ctx, "requests.read");
  return withTenant(ctx, async (db) => toRequestDto(db, ctx, await getRequestOrThrow(db, ctx, requestId)));
}
