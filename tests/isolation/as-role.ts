import pg from "pg";
import type { OwnDatabase } from "../fixtures/own-database";

export type Outcome<T> = { fault?: undefined; value: T } | { fault: string };
export type ServingRole = "app_user" | "app_system";

const pools = new Map<string, pg.Pool>();

function poolOf(database: OwnDatabase, role: ServingRole): pg.Pool {
  const connectionString =
    role === "app_user" ? database.urls.DATABASE_URL : database.urls.DATABASE_SYSTEM_URL;
  const known = pools.get(connectionString);
  if (known) return known;
  const pool = new pg.Pool({ connectionString, max: 1 });
  pools.set(connectionString, pool);
  pool.on("error", () => undefined); // the file's database is dropped before its connections end
  return pool;
}

/**
 * Runs SQL in one transaction as a role of the product and rolls it back.
 * @param tenantId the workspace of the transaction; null for none
 * @param options.keep commits instead
 * @returns what the work gave, or the database's refusal
 */
export async function asRole<T>(
  database: OwnDatabase,
  role: ServingRole,
  tenantId: string | null,
  work: (client: pg.PoolClient) => Promise<T>,
  options: { keep?: boolean } = {},
): Promise<Outcome<T>> {
  const client = await poolOf(database, role).connect();
  try {
    await client.query("BEGIN");
    if (tenantId !== null) await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
    const value = await work(client);
    await client.query(options.keep ? "COMMIT" : "ROLLBACK");
    return { value };
  } catch (error) {
    await client.query("ROLLBACK");
    return { fault: error instanceof Error ? error.message : String(error) };
  } finally {
    client.release();
  }
}

/** Cuts the third belt: row-level security is off in every table of a file's own database. */
export async function dropRowSecurity(database: OwnDatabase): Promise<void> {
  await database.admin.query(`DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', t);
    END LOOP; END $$`);
}
