import pg from "pg";
import { z } from "zod";
import type { Stack } from "../fixtures/stack";
import { startLoad } from "./load/run-load";
import { person } from "./people";

const CONNECTIONS = 32;
const WARM_UP_MS = 4_000;
// BENCH_SECONDS=300 shows that the collector's memory stays flat.
const MEASURED_MS = Number(process.env["BENCH_SECONDS"] ?? 20) * 1_000;
const SAMPLE_MS = 1_000;
const PAGE_HOST = "ingest-bench.example";
const CAUGHT_UP_MS_MAX = 120_000;

/** The generator speaks for many visitors, so the collector takes their addresses from X-Forwarded-For. */
export const env = { TRUSTED_PROXIES: "127.0.0.1" };

/** One event a request over 32 connections: 70% new page loads, 20% further pages, 10% custom events. Rows are counted. */
export async function run(stack: Stack): Promise<Record<string, unknown>> {
  const owner = await person(stack.webUrl, stack.demo.email, stack.demo.password);
  const { workspaceId } = (await (await owner.call("GET", "/me")).json()) as { workspaceId: string };
  const made = await owner.call("POST", "/sites", { domain: PAGE_HOST });
  const site = (await made.json()) as { id: string; siteKey: string };
  const load = {
    port: Number(new URL(stack.collectorUrl).port),
    siteKey: site.siteKey,
    pageHost: PAGE_HOST,
    connections: CONNECTIONS,
  };
  const database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
  try {
    await database.query("SELECT set_config('app.tenant_id', $1, false)", [workspaceId]);
    const bytesBefore = await logBytes(database);
    const warmUp = await startLoad({ ...load, durationMs: WARM_UP_MS }).result;
    const memory = sampleMemory(stack.collectorUrl);
    const measured = await startLoad({ ...load, durationMs: MEASURED_MS }).result;
    const memoryMiB = memory.stop();
    const endedAtMs = performance.now();
    const rows = await countRows(database, site.id);
    const accepted = warmUp.accepted + measured.accepted;
    if (rows !== accepted) throw new Error(`${accepted} events were acknowledged, ${rows} are stored.`);
    await untilRolledUp(database, site.id, rows);
    return {
      acceptedPerS: Math.round((measured.accepted / measured.elapsedMs) * 1_000),
      p50Ms: measured.latenciesUs.p50 / 1_000,
      p95Ms: measured.latenciesUs.p95 / 1_000,
      p99Ms: measured.latenciesUs.p99 / 1_000,
      collectorRssMiB: memoryMiB,
      bytesPerEvent: Math.round(((await logBytes(database)) - bytesBefore) / accepted),
      rows,
      acknowledged: accepted,
      refused: warmUp.other + measured.other,
      connections: CONNECTIONS,
      measuredS: MEASURED_MS / 1_000,
      rolledUpAfterS: Math.round((performance.now() - endedAtMs) / 100) / 10,
    };
  } finally {
    await database.end();
  }
}

/** The log with its indexes, all partitions. */
async function logBytes(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ bytes: number }>(
    "SELECT sum(pg_total_relation_size(inhrelid))::float8 AS bytes FROM pg_inherits WHERE inhparent = 'events'::regclass",
  );
  return rows[0]?.bytes ?? 0;
}

const Metrics = z.object({ rssBytes: z.number() });

/** The collector's memory, once a second, until stopped. @returns MiB at the start, in the middle, at the end, at most */
function sampleMemory(collectorUrl: string) {
  const samplesMiB: number[] = [];
  const timer = setInterval(() => {
    fetch(`${collectorUrl}/metrics`)
      .then(async (answer) => Metrics.parse(await answer.json()).rssBytes)
      .then(
        (bytes) => samplesMiB.push(Math.round(bytes / 2 ** 20)),
        () => undefined,
      );
  }, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      const at = (share: number) => samplesMiB[Math.floor((samplesMiB.length - 1) * share)] ?? 0;
      return { start: at(0), middle: at(0.5), end: at(1), max: Math.max(0, ...samplesMiB) };
    },
  };
}

async function countRows(database: pg.Client, siteId: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM events e JOIN sites s ON s.no = e.site_no WHERE s.id = $1",
    [siteId],
  );
  return rows[0]?.count ?? 0;
}

async function untilRolledUp(database: pg.Client, siteId: string, rows: number): Promise<void> {
  const deadline = performance.now() + CAUGHT_UP_MS_MAX;
  for (;;) {
    const counted = await database.query<{ count: number }>(
      "SELECT coalesce(sum(page_views + events), 0)::int AS count FROM rollup_days WHERE site_id = $1",
      [siteId],
    );
    if (counted.rows[0]?.count === rows) return;
    if (performance.now() > deadline)
      throw new Error(`The rollup has ${counted.rows[0]?.count} of ${rows} events.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
