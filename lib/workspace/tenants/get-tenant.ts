import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { defaultTenantOf } from "../people/default-tenant";
import { readPeople } from "../people/read-people";
import type { TenantDto } from "../schemas";
import { readTenant, type TenantRow, toTenantDto } from "./internal";

/** The workspace of this call. @throws AppError forbidden */
export async function getTenant(ctx: Ctx): Promise<TenantDto> {
  requirePermission(ctx, "workspace.read");
  return describeTenant(ctx, await withTenant(ctx, (db) => readTenant(db, ctx)));
}

/** A workspace's row as its caller sees it. */
export async function describeTenant(ctx: Ctx, row: TenantRow): Promise<TenantDto> {
  const people = await readPeople(row.deletionRequestedByUserId ? [row.deletionRequestedByUserId] : []);
  if (ctx.actor.type !== "user") return toTenantDto(row, { role: null, isDefault: false }, people);
  const { role, sessionId } = ctx.actor;
  return toTenantDto(row, { role, isDefault: (await defaultTenantOf(sessionId)) === row.id }, people);
}
