import pg from "pg";
import { disconnectAll } from "@/lib/db";
import { rollUpAll } from "@/lib/tracking/rollup";
import { postmasterOf, serverCpuMs } from "./server-cpu";
import { addDictionary, addSites, makeBacklog, writeBacklog } from "./backlog";

const SITES = 5;
const DAYS = 4;

interface Totals {
  pageViews: number;
  events: number;
}

const FROM_EVENTS = `SELECT (count(*) FILTER (WHERE name_id = 0))::int AS "pageViews", (count(*) FILTER (WHERE name_id > 0))::int AS events FROM events`;
const FROM_ROLLUP = `SELECT sum(page_views)::int AS "pageViews", sum(events)::int AS events FROM rollup_days`;

/** @param size events of the backlog */
export async function drain(size: number, adminUrl: string): Promise<Record<string, unknown>> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query("SELECT ensure_event_partitions((now() - interval '8 days')::date)");
    const sites = await addSites(admin, SITES);
    const words = new Map<number, Awaited<ReturnType<typeof addDictionary>>>();
    for (const site of sites) words.set(site.no, await addDictionary(admin, site));
    const backlog = makeBacklog(sites, words, size, Date.now(), DAYS);
    await writeBacklog(admin, backlog);
    const postmaster = await postmasterOf(admin);
    const [cpuBefore, serverBefore] = [process.cpuUsage(), serverCpuMs(postmaster)];
    const startedAtMs = performance.now();
    let events = 0;
    while (events < backlog.length) events += await rollUpAll();
    const tookMs = performance.now() - startedAtMs;
    const [cpu, serverMs] = [process.cpuUsage(cpuBefore), serverCpuMs(postmaster) - serverBefore];
    const [fromEvents, fromRollup] = await Promise.all(
      [FROM_EVENTS, FROM_ROLLUP].map(async (sql) => (await admin.query<Totals>(sql)).rows[0]),
    );
    if (JSON.stringify(fromEvents) !== JSON.stringify(fromRollup))
      throw new Error(`The totals differ: ${JSON.stringify({ fromEvents, fromRollup })}`);
    const sizes = await admin.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM visits) AS visits, (SELECT count(*)::int FROM rollup_dimensions) AS "dimensionRows",
         (SELECT (sum(pg_total_relation_size(inhrelid)) / greatest((SELECT count(*) FROM events), 1))::int FROM pg_inherits
          WHERE inhparent = 'events'::regclass) AS "bytesAnEvent",
         (SELECT (pg_total_relation_size('visits') / greatest((SELECT count(*) FROM visits), 1))::int) AS "bytesAVisit"`,
    );
    return {
      eventsPerS: Math.round((events / tookMs) * 1_000),
      events,
      tookS: Math.round(tookMs / 100) / 10,
      workerCpuUsAnEvent: Math.round(((cpu.user + cpu.system) / events) * 10) / 10,
      postgresCpuUsAnEvent: Math.round(((serverMs * 1_000) / events) * 10) / 10,
      ...sizes.rows[0],
      customEvents: fromRollup?.events,
      pageViews: fromRollup?.pageViews,
    };
  } finally {
    await admin.end();
    await disconnectAll();
  }
}
