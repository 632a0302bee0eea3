import pg from "pg";
import type { Stack } from "../fixtures/stack";
import { startTestDatabase } from "../../scripts/lib/test-database.mjs";
import { killCampaign, zoneAtNoon } from "./load/kill-campaign";

const KILLS = 20;
const [TENANT, COMPANY, SITE] = [1, 2, 3].map((n) => `019aa8c0-0000-7000-8000-00000000000${n}`);

/**
 * Kills collector and worker 20 times under load. Takes a Postgres and processes of its own, since the running product
 * belongs to its supervisor.
 */
export async function run(_stack: Stack): Promise<Record<string, unknown>> {
  const database = await startTestDatabase({});
  try {
    const urls = await database.urlsOf("kill9");
    const adminUrl = database.adminUrl("kill9");
    const site = await addSite(adminUrl);
    const env = {
      ...urls,
      REDIS_URL: "",
      NEXTAUTH_SECRET: "a-secret-for-this-bench-only-that-is-long-enough",
    };
    const result = await killCampaign({ kills: KILLS, env, adminUrl, site });
    const isSame =
      result.acknowledged === result.stored &&
      result.missing === 0 &&
      JSON.stringify(result.fromEvents) === JSON.stringify(result.fromRollup);
    if (!isSame) throw new Error(`The counts differ: ${JSON.stringify(result)}`);
    return { isSame, ...result };
  } finally {
    await database.stop();
  }
}

async function addSite(
  adminUrl: string,
): Promise<{ id: string; no: number; siteKey: string; domain: string }> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const [siteKey, domain] = ["kill9-site-key", "kill9.example"];
  await admin.query("INSERT INTO tenants (id, name) VALUES ($1, 'Bench')", [TENANT]);
  await admin.query(
    "INSERT INTO companies (id, tenant_id, name, is_default) VALUES ($1, $2, 'Bench', true)",
    [COMPANY, TENANT],
  );
  const { rows } = await admin.query<{ no: number }>(
    `INSERT INTO sites (id, tenant_id, company_id, name, domain, site_key, time_zone) VALUES ($1, $2, $3, $4, $4, $5, $6) RETURNING no`,
    [SITE, TENANT, COMPANY, domain, siteKey, zoneAtNoon()],
  );
  await admin.end();
  return { id: SITE ?? "", no: rows[0]?.no ?? 0, siteKey, domain };
}
