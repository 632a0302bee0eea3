import { appPool, type TenantDb } from "@/lib/db";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { CHANNEL, encodeMessage, type LiveEvent } from "./event";
import { publishToRedis } from "./redis-source";

async function tellNow(text: string): Promise<void> {
  const url = env().REDIS_URL;
  if (url) {
    try {
      return await publishToRedis(url, text);
    } catch {
      // Every listener hears Postgres too.
    }
  }
  await appPool().query("SELECT pg_notify($1, $2)", [CHANNEL, text]);
}

/**
 * Tells the open pages of a workspace that something changed.
 * @param db the transaction of the change: the news is told when it commits, and not when it does not. null: told at once, and a
 *   fault is only logged, since news is never worth a failure
 * @throws ZodError or Error for news that is too long or of another shape
 */
export async function publishLive(db: TenantDb | null, tenantId: string, event: LiveEvent): Promise<void> {
  const text = encodeMessage(tenantId, event);
  if (db) {
    await db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${text})`;
    return;
  }
  await tellNow(text).catch((error: unknown) =>
    logger().warn({ reason: String(error) }, "live news could not be told"),
  );
}
