import type { Pool, PoolClient } from "pg";
import { appPool, systemPool } from "@/lib/db";

async function inTransaction<T>(
  pool: Pool,
  begin: (client: PoolClient) => Promise<unknown>,
  work: (client: PoolClient) => Promise<T>,
) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await begin(client);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** One transaction as app_user that sees and writes only this workspace, as the product itself would. */
export const asTenant = <T>(tenantId: string, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(
    appPool(),
    (client) => client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]),
    work,
  );

/** One transaction as app_system: accounts and the event log. */
export const asSystem = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(systemPool(), () => Promise.resolve(), work);
