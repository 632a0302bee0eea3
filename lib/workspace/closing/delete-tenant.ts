import { emitAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { queueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { invalid } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { takeTurn } from "../members/internal";
import { nameOf, type PersonFacts, readPeople } from "../people/read-people";
import { DeleteTenantInput, type TenantDto } from "../schemas";
import { describeTenant } from "../tenants/get-tenant";
import { readTenant, type TenantRow, tenantSelect } from "../tenants/internal";

const DAY_MS = 86_400_000;

/**
 * Plans the deletion of a workspace: after the grace everything in it is purged. All owners are told. Until then it can be
 * read, exported and restored; its websites and forms go on counting, so that a restore has lost nothing.
 * Asking again changes nothing.
 * @throws AppError forbidden | validation_failed (the name)
 */
export async function deleteTenant(ctx: Ctx, input: DeleteTenantInput): Promise<TenantDto> {
  requirePermission(ctx, "workspace.delete");
  const { confirmName } = DeleteTenantInput.parse(input);
  const owners = await readOwners(ctx);
  const row = await withTenant(ctx, async (db) => {
    const actor = await takeTurn(db, ctx, "workspace.delete");
    const before = await readTenant(db, ctx);
    if (confirmName !== before.name.trim())
      throw invalid([{ name: "confirmName", reason: `Type the workspace's name exactly: ${before.name}` }]);
    if (before.purgeAfterAt) return before;
    const at = now();
    const after = await db.tenant.update({
      where: { id: ctx.tenantId },
      data: {
        deletionRequestedAt: at,
        deletionRequestedByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
        purgeAfterAt: new Date(at.getTime() + env().WORKSPACE_GRACE_DAYS * DAY_MS),
      },
      select: tenantSelect,
    });
    await emitAudit(db, actor, {
      action: "workspace.delete_request",
      entityType: "workspace",
      entityId: ctx.tenantId,
      after: { name: after.name, purgeAfterAt: after.purgeAfterAt },
    });
    await tellOwners(db, ctx, after, owners);
    return after;
  });
  return describeTenant(ctx, row);
}

async function readOwners(ctx: Ctx): Promise<Map<string, PersonFacts>> {
  const rows = await withTenant(ctx, (db) =>
    db.membership.findMany({
      where: { tenantId: ctx.tenantId, role: "owner", isActive: true },
      select: { userId: true },
    }),
  );
  return readPeople(rows.map((row) => row.userId));
}

async function tellOwners(
  db: TenantDb,
  ctx: Ctx,
  row: TenantRow,
  owners: ReadonlyMap<string, PersonFacts>,
): Promise<void> {
  const by = row.deletionRequestedByUserId ? nameOf(owners, row.deletionRequestedByUserId).name : "";
  for (const owner of owners.values()) {
    await queueEmail(db, ctx, {
      to: owner.email,
      template: "workspace-closing",
      params: {
        workspaceName: row.name,
        by,
        purgeAt: row.purgeAfterAt?.toISOString() ?? "",
        restoreUrl: new URL("/settings/workspace", env().APP_URL).href,
      },
      dedupeKey: `workspace-closing-${row.id}-${row.deletionRequestedAt?.getTime() ?? 0}-${owner.id}`,
    });
  }
}
