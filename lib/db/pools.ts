import pg from "pg";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";

const STATEMENT_TIMEOUT_MS = 15_000;
// The server ends a slow statement; this ends the wait for a server that has gone silent.
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 2_000;
const CONNECT_TIMEOUT_MS = 3_000;

type PoolName = "app" | "system";

declare global {
  // Next's development server loads modules again on each change; the pools must survive that.
  var brandAutomatorPools: Partial<Record<PoolName, pg.Pool>> | undefined;
}

const pools = (globalThis.brandAutomatorPools ??= {});

function open(name: PoolName, connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: env().DATABASE_POOL_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    application_name: `brand-automator-${name}`,
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on("error", (error) =>
    logger().warn({ pool: name, reason: error.message }, "a database connection was lost"),
  );
  // So would one in use whose holder has no query under way; the holder's next query tells them.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pools[name] = pool;
  return pool;
}

/** Connections as app_user: rows of one tenant at a time. */
export const appPool = (): pg.Pool => pools.app ?? open("app", env().DATABASE_URL);

/** Connections as app_system: only for the folders that house rules name. */
export const systemPool = (): pg.Pool => pools.system ?? open("system", env().DATABASE_SYSTEM_URL);

/** Closes all connections of this process. */
export async function closePools(): Promise<void> {
  const open = Object.values(pools);
  delete pools.app;
  delete pools.system;
  await Promise.all(open.map((pool) => pool.end()));
}
