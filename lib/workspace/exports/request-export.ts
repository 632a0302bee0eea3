import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { conflict, notFound, rateLimited } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { emitEvent } from "@/lib/outbox";
import { consume } from "@/lib/rate-limit";
import { type Ctx, lockMembers, requirePermission, withTenant } from "@/lib/tenancy";
import { readPeople } from "../people/read-people";
import type { ExportDto } from "../schemas";
import { exportSelect, toExportDto, UNFINISHED } from "./internal";

/**
 * Asks for a copy of everything in the workspace; a job writes it. One at a time.
 * @throws AppError forbidden | conflict (one is under way) | rate_limited
 */
export async function requestExport(ctx: Ctx): Promise<ExportDto> {
  requirePermission(ctx, "exports.write");
  if (ctx.actor.type !== "user") throw notFound("person");
  const { userId } = ctx.actor;
  const state = await consume("workspace-export", ctx.tenantId);
  if (!state.allowed) throw rateLimited(state.resetS);
  const row = await withTenant(ctx, async (db) => {
    await lockMembers(db, ctx.tenantId);
    const running = await db.workspaceExport.count({
      where: { tenantId: ctx.tenantId, status: { in: UNFINISHED } },
    });
    if (running > 0) throw conflict("An export is under way. You get an e-mail when it is ready.");
    const made = await db.workspaceExport.create({
      data: { id: newId(), tenantId: ctx.tenantId, requestedByUserId: userId, createdAt: now() },
      select: exportSelect,
    });
    await emitAudit(db, ctx, { action: "workspace.export", entityType: "export", entityId: made.id });
    await emitEvent(db, ctx, { type: "workspace.export-requested", exportId: made.id });
    return made;
  });
  return toExportDto(row, await readPeople([userId]));
}
