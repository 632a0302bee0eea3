import type { PoolClient } from "pg";
import { appPool, inTransaction, systemPool } from "@/lib/db";

/** One transaction as app_user that sees and writes only this workspace, as the product itself would. */
export const asTenant = <T>(tenantId: string, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(appPool(), "BEGIN", async (client) => {
    await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
    return work(client);
  });

/** One transaction as app_system: accounts and the event log. */
export const asSystem = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(systemPool(), "BEGIN", work);
