import { startTestDatabase } from "../../scripts/lib/test-database.mjs";
import { drain } from "./load/drain";

const EVENTS = Number(process.env.DRAIN_EVENTS ?? 600_000);

/** Needs no running copy: a Postgres of its own, and the worker's rollup in this process. */
export const ownDatabase = true;

/** Writes a backlog and times the worker's rollup until it is caught up; then compares the totals with the log. */
export async function run(): Promise<Record<string, unknown>> {
  const database = await startTestDatabase();
  try {
    Object.assign(process.env, await database.urlsOf("drain"), {
      REDIS_URL: "",
      NEXTAUTH_SECRET: "a-secret-for-this-bench-only-that-is-long-enough",
    });
    return await drain(EVENTS, database.adminUrl("drain"));
  } finally {
    await database.stop();
  }
}
