import { startTestDatabase } from "../../scripts/lib/test-database.mjs";
import { freshness } from "./load/freshness";

const EVENTS_PER_S = Number(process.env.FRESHNESS_RATE ?? 5_000);
const DURATION_S = Number(process.env.FRESHNESS_S ?? 30);

/** Needs no running copy: a Postgres of its own; the rollup runs in this process as the worker runs it. */
export const ownDatabase = true;

/** How old the newest event is that the totals know, while events pour in. */
export async function run(): Promise<Record<string, unknown>> {
  const database = await startTestDatabase();
  try {
    Object.assign(process.env, await database.urlsOf("freshness"), {
      REDIS_URL: "",
      NEXTAUTH_SECRET: "a-secret-for-this-bench-only-that-is-long-enough",
    });
    return await freshness(EVENTS_PER_S, DURATION_S, database.adminUrl("freshness"));
  } finally {
    await database.stop();
  }
}
