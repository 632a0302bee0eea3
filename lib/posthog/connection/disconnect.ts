import { emitAudit } from "@/lib/audit";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { forgetAnswers } from "../provider/private-api";
import { auditOf, getConnectionOrThrow } from "./internal";

/**
 * Ends the connection: keys and cursor are gone at once. What PostHog has stays there.
 * @throws AppError not_found when the workspace is not connected
 */
export async function disconnectPosthog(ctx: Ctx): Promise<void> {
  requirePermission(ctx, "posthog.write");
  await withTenant(ctx, async (db) => {
    const before = auditOf(await getConnectionOrThrow(db, ctx));
    await db.posthogConnection.deleteMany({ where: { tenantId: ctx.tenantId } });
    await emitAudit(db, ctx, {
      action: "posthog.disconnect",
      entityType: "posthog_connection",
      entityId: ctx.tenantId,
      before,
    });
  });
  forgetAnswers();
}
