import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";

/**
 * The context of a call whose path names a workspace too. The path decides nothing: any other than the caller's own does
 * not exist.
 * @throws AppError not_found
 */
export function atPath(ctx: Ctx, tenantId: string): Ctx {
  if (tenantId !== ctx.tenantId) throw notFound("workspace");
  return ctx;
}
