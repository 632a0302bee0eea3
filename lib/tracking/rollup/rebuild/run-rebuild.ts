import type { PoolClient } from "pg";
import { now } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { trafficNews } from "../traffic-news";
import { type RebuildDay, rebuildDay, planRebuild } from "./rebuild-plan";
import { rebuildSlice } from "./rebuild-slice";
import { repairTotals } from "./repair-totals";

type Rebuild = { id: string; day: string; cursor: string | null; visitsDone: number };

const FIND = `SELECT r.id, r.day::text AS day, r.cursor, r.visits_done AS "visitsDone", s.id AS "siteId", s.no, s.time_zone AS "timeZone"
  FROM site_rebuilds r JOIN sites s ON s.tenant_id = r.tenant_id AND s.id = r.site_id
  WHERE r.tenant_id = $1 AND r.id = $2 AND r.status <> 'done' AND s.deleted_at IS NULL`;
const START =
  "UPDATE site_rebuilds SET status = 'running', last_error = NULL WHERE tenant_id = $1 AND id = $2";
const NOTE = "UPDATE site_rebuilds SET cursor = $3, visits_done = $4 WHERE tenant_id = $1 AND id = $2";
const DONE =
  "UPDATE site_rebuilds SET status = 'done', done_at = $3, cursor = NULL WHERE tenant_id = $1 AND id = $2";
const FAILED =
  "UPDATE site_rebuilds SET status = 'failed', last_error = $3 WHERE tenant_id = $1 AND id = $2 AND status <> 'done'";

// A key of this lock: "rebuild", and the site. Held as long as the connection, so a killed run leaves none behind.
const LOCK = "SELECT pg_try_advisory_lock(727002, $1) AS locked";
const UNLOCK = "SELECT pg_advisory_unlock(727002, $1)";

/**
 * Counts a day again from its events: first the visits, slice by slice, then the totals. Each step changes numbers by what
 * differs and writes down how far it has come, in one transaction; a run that was killed goes on there. Nobody waits meanwhile, and
 * nobody sees a half counted day.
 * @throws Error while another rebuild of the site runs, for the job to try again
 */
export async function runRebuild(ctx: Ctx, rebuildId: string): Promise<void> {
  const { rows } = await systemPool().query<Rebuild & { siteId: string; no: number; timeZone: string }>(
    FIND,
    [ctx.tenantId, rebuildId],
  );
  const [found] = rows;
  if (!found) return;
  const site = { id: found.siteId, no: found.no, tenantId: ctx.tenantId, timeZone: found.timeZone };
  await alone(site.no, () => rebuild(ctx, rebuildDay(site, found.day), found));
  trafficNews.add(site);
  await trafficNews.tell();
}

/** Notes why a rebuild was given up. */
export async function failRebuild(ctx: Ctx, rebuildId: string, reason: string): Promise<void> {
  await systemPool().query(FAILED, [ctx.tenantId, rebuildId, reason]);
}

async function rebuild(ctx: Ctx, target: RebuildDay, found: Rebuild): Promise<void> {
  const place = [ctx.tenantId, found.id];
  await systemPool().query(START, place);
  const plan = await planRebuild(systemPool(), target);
  // The number of slices stands in the cursor too: with another plan, what was done before says nothing.
  const sizes = `${plan.tiedKeys.size}/${plan.slices.length}`;
  const [doneSlices = "0", ...rest] = (found.cursor ?? "").split("/");
  const isSamePlan = rest.join("/") === sizes;
  let visitsDone = isSamePlan ? found.visitsDone : 0;
  for (let at = isSamePlan ? Number(doneSlices) : 0; at < plan.slices.length; at += 1) {
    const slice = plan.slices[at];
    if (!slice) continue;
    visitsDone += await rebuildSlice(target, plan, slice, async (client: PoolClient, visits) => {
      await client.query(NOTE, [...place, `${at + 1}/${sizes}`, visitsDone + visits]);
    });
  }
  await repairTotals(
    target,
    () => importIdsOf(ctx, target.site.id),
    async (client) => {
      await client.query(DONE, [...place, now()]);
    },
  );
}

const importIdsOf = (ctx: Ctx, siteId: string): Promise<string[]> =>
  withTenant(ctx, async (db) => {
    const rows = await db.siteImport.findMany({
      where: { tenantId: ctx.tenantId, siteId },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  });

/** Two rebuilds of a site at once would both add what is missing. */
async function alone(siteNo: number, work: () => Promise<void>): Promise<void> {
  const client = await systemPool().connect();
  let failure: Error | undefined;
  try {
    const { rows } = await client.query<{ locked: boolean }>(LOCK, [siteNo]);
    if (!rows[0]?.locked) throw new Error("another rebuild of this website is running");
    try {
      await work();
    } finally {
      await client.query(UNLOCK, [siteNo]);
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failure);
  }
}
