import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { PosthogState } from "../schemas";
import { getPosthogState } from "./get-connection";
import { getConnectionOrThrow } from "./internal";
import { FRESH } from "./save-connection";

/**
 * Tries again at once, also after a pause: the next run of the forwarding goes on where it stopped. Should the cause still be
 * there, the connection pauses again.
 * @throws AppError not_found when the workspace is not connected
 */
export async function resumePosthog(ctx: Ctx): Promise<PosthogState> {
  requirePermission(ctx, "posthog.write");
  await withTenant(ctx, async (db) => {
    await getConnectionOrThrow(db, ctx);
    await db.posthogConnection.update({
      where: { tenantId: ctx.tenantId },
      data: FRESH,
      select: { tenantId: true },
    });
  });
  return getPosthogState(ctx);
}
