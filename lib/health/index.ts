import { appPool } from "@/lib/db";

/** What a load balancer asks: whether this process can serve requests. */
export interface Readiness {
  status: "ready" | "away";
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
