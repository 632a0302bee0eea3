import pg from "pg";
import { disconnectAll } from "@/lib/db";
import { columnCache } from "@/lib/tracking/columns/sealed-days";
import { forgetOpenDays } from "@/lib/tracking/columns/read-blocks";
import type { QueryReportsInput } from "@/lib/tracking/report-schemas";
import { forgetSums } from "@/lib/tracking/reports/dimension-sums";
import { queryReports } from "@/lib/tracking/reports/query-reports";
import { sealDays } from "@/lib/tracking/sweeps/seal-days";
import { addDays } from "@/lib/tracking/time/site-day";
import { systemCtx } from "@/lib/tenancy";
import { startTestDatabase } from "../../scripts/lib/test-database.mjs";
import { addSites } from "./load/backlog";
import { fillSite } from "./load/report-load";
import { DASHBOARD, TEN_QUESTIONS } from "./load/report-questions";
import { addWords } from "./load/report-words";
import { percentile } from "./percentile";

const EVENTS = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const DAYS = 90;
const WARM_RUNS = 20;
const COLD_ROUNDS = 3;
const DASHBOARD_RUNS = 40;

/** Needs no running copy: a Postgres of its own, and the product's verb in this process. */
export const ownDatabase = true;

/**
 * Asks the analytics screen and ten questions with two filters over 90 days. Warm: again and again, the open day read anew
 * each time. Cold: the first time after Postgres has started again, with nothing in this process's memory either.
 */
export async function run(): Promise<Record<string, unknown>> {
  const database = await startTestDatabase({ fsync: "off", full_page_writes: "off", max_wal_size: "8GB" });
  const admin = new pg.Client({ connectionString: database.adminUrl("reports") });
  try {
    Object.assign(process.env, await database.urlsOf("reports"), {
      REDIS_URL: "",
      NEXTAUTH_SECRET: "a-secret-for-this-bench-only-that-is-long-enough",
    });
    await admin.connect();
    const { question, made } = await prepare(admin, database.adminUrl("reports"));
    await admin.end();
    const cold = await coldRounds(question, () => database.restart());
    const warm = await warmRuns(question);
    return { ...made, days: DAYS, ...warm, cold };
  } finally {
    await admin.end().catch(() => undefined);
    await disconnectAll();
    await database.stop();
  }
}

type Ask = (name: string) => Promise<number>;

async function prepare(
  admin: pg.Client,
  adminUrl: string,
): Promise<{ question: Ask; made: Record<string, unknown> }> {
  const startedAtMs = performance.now();
  const sinceMs = (at: number) => Math.round((performance.now() - at) / 100) / 10;
  await admin.query(`SELECT ensure_event_partitions((now() - interval '${DAYS + 2} days')::date)`);
  const [site] = await addSites(admin, 1);
  if (!site) throw new Error("There is no site.");
  await admin.query(
    "UPDATE sites SET time_zone = 'UTC', first_event_at = now(), last_event_at = now() WHERE id = $1",
    [site.id],
  );
  const words = await addWords(admin, site.tenantId, site.no);
  const endMs = Date.now();
  const events = await fillSite(adminUrl, { ...site, timeZone: "UTC" }, words, EVENTS, DAYS, endMs);
  await admin.query("ANALYZE");
  const generatedS = sinceMs(startedAtMs);
  const sealAtMs = performance.now();
  const { sealed, isDone } = await sealDays(600_000);
  if (!isDone || sealed < DAYS - 2) throw new Error(`Only ${sealed} days are sealed.`);
  await admin.query("ANALYZE visit_columns, visit_columns_days");
  await assertSame(admin, site.no);
  const to = new Date(endMs).toISOString().slice(0, 10);
  const common = { siteId: site.id, range: { from: addDays(to, 1 - DAYS), to } };
  const ctx = systemCtx(site.tenantId, "bench");
  const size = await admin.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM visits) AS visits, (SELECT count(*)::int FROM rollup_dimensions) AS "dimensionRows",
       (SELECT sum(octet_length(data))::bigint::float8 / 1048576 FROM visit_columns) AS "columnsMiB"`,
  );
  return {
    made: { events, ...size.rows[0], generatedS, sealedDays: sealed, sealedS: sinceMs(sealAtMs) },
    question: async (name) => {
      const body: QueryReportsInput = {
        ...common,
        ...(TEN_QUESTIONS[name] ?? { ...DASHBOARD, compare: "previous" }),
      };
      const askedAtMs = performance.now();
      const { results } = await queryReports(ctx, body);
      const tookMs = performance.now() - askedAtMs;
      if (results.totals?.kind !== "totals" || results.totals.visits === 0)
        throw new Error(`${name}: no visits`);
      return tookMs;
    },
  };
}

/** The totals must be those of the log, or the figures would mean nothing. */
async function assertSame(admin: pg.Client, siteNo: number): Promise<void> {
  const { rows } = await admin.query<{ log: string; rollup: string }>(
    `SELECT (SELECT count(*) FILTER (WHERE name_id = 0) || '/' || count(*) FILTER (WHERE name_id > 0) FROM events WHERE site_no = $1) AS log,
       (SELECT sum(page_views) || '/' || sum(events) FROM rollup_days) AS rollup`,
    [siteNo],
  );
  if (rows[0]?.log !== rows[0]?.rollup) throw new Error(`The totals differ: ${JSON.stringify(rows[0])}`);
}

const NAMES = Object.keys(TEN_QUESTIONS);
const figures = (samples: readonly number[]) => ({
  p50Ms: percentile(samples, 0.5),
  p95Ms: percentile(samples, 0.95),
});

async function warmRuns(question: Ask): Promise<Record<string, unknown>> {
  const byQuestion: Record<string, unknown> = {};
  for (const name of NAMES) {
    const samples: number[] = [];
    for (let n = 0; n < WARM_RUNS; n += 1) {
      forgetOpenDays();
      samples.push(await question(name));
    }
    byQuestion[name] = figures(samples);
  }
  const dashboard: number[] = [];
  for (let n = 0; n < DASHBOARD_RUNS; n += 1) dashboard.push(await question("dashboard"));
  return { dashboard: figures(dashboard), ten: byQuestion };
}

async function coldRounds(question: Ask, restart: () => Promise<void>): Promise<Record<string, unknown>> {
  const samples = new Map<string, number[]>(["dashboard", ...NAMES].map((name) => [name, []]));
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    for (const [at, name] of ["dashboard", ...NAMES].entries()) {
      // A new start for the screen and for every third question: each start takes seconds.
      if (at % 3 === 0) {
        await disconnectAll();
        await restart();
      }
      columnCache.clear();
      forgetSums();
      forgetOpenDays();
      samples.get(name)?.push(await question(name));
    }
  }
  const ten = NAMES.flatMap((name) => samples.get(name) ?? []);
  return {
    dashboard: figures(samples.get("dashboard") ?? []),
    ten: figures(ten),
    slowest: NAMES.map((name) => [name, figures(samples.get(name) ?? []).p95Ms] as const).sort(
      ([, a], [, b]) => b - a,
    )[0],
  };
}
