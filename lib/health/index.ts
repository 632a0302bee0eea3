import { appPool } from "@/lib/db";

/** What a load balancer asks: whether this process can serve requests, and what is missing if not fully. */
export interface Readiness {
  status: "ready" | "degraded" | "away";
  database: boolean;
}

/** Asks the database for a sign of life. */
export async function readiness(): Promise<Readiness> {
  const database = await appPool()
    .query("SELECT 1")
    .then(
      () => true,
      () => false,
    );
  return { status: database ? "ready" : "away", database };
}
