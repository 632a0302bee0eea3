import { appDb, type TenantDb } from "@/lib/db";
import type { Ctx } from "./ctx";

/**
 * Runs work in one transaction that sees and writes only ctx's tenant (row-level security), or joins ctx.db.
 * No network calls inside: the transaction ends after 10 s.
 */
export function withTenant<T>(ctx: Ctx, work: (db: TenantDb) => Promise<T>): Promise<T> {
  if (ctx.db) return work(ctx.db);
  return appDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.tenant_id', ${ctx.tenantId}, true)`;
    return work(tx);
  });
}
