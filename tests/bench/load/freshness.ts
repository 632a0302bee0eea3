import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { disconnectAll } from "@/lib/db";
import { rollup } from "@/lib/tracking/jobs/rollup";
import { percentile } from "../percentile";
import { postmasterOf, serverCpuMs } from "./server-cpu";
import { addDictionary, addSites } from "./backlog";

const SAMPLE_MS = 100;
const INTERVAL_MS = 500;
const WARM_UP_S = 4;

/**
 * Events come at a steady rate from a thread of its own, in commits as the collector makes them, from visitors who come back again
 * and again: nearly every event changes a visit that is there already, which is the dearest case.
 * @param ratePerS events a second
 */
export async function freshness(
  ratePerS: number,
  durationS: number,
  adminUrl: string,
): Promise<Record<string, unknown>> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query("SELECT ensure_event_partitions((now() - interval '8 days')::date)");
  const [site] = await addSites(admin, 1);
  if (!site) throw new Error("no site");
  const words = await addDictionary(admin, site);
  const writer = new Worker(new URL("freshness-writer.mjs", import.meta.url), {
    workerData: { adminUrl, siteNo: site.no, words, ratePerS, durationS: durationS + WARM_UP_S },
  });
  let written: { events: number; commitsMs: number[] } | null = null;
  const failed = new Promise<never>((_resolve, reject) => writer.once("error", reject));
  writer.once("message", (message: { events: number; commitsMs: number[] }) => (written = message));
  const ages: number[] = [];
  let isOver = false;
  const rolling = (async () => {
    while (!isOver) {
      const startedAtMs = performance.now();
      await rollup.execute({});
      await pause(Math.max(0, INTERVAL_MS - (performance.now() - startedAtMs)));
    }
  })();
  const startedAtMs = performance.now();
  const postmaster = await postmasterOf(admin);
  const [cpuBefore, serverBefore] = [process.cpuUsage(), serverCpuMs(postmaster)];
  try {
    while (written === null) {
      await Promise.race([pause(SAMPLE_MS), failed]);
      const { rows } = await admin.query<{ age: number }>(
        "SELECT (extract(epoch FROM clock_timestamp() - last_event_at) * 1000)::float8 AS age FROM sites WHERE no = $1 AND last_event_at IS NOT NULL",
        [site.no],
      );
      if (rows[0] && performance.now() - startedAtMs > WARM_UP_S * 1_000) ages.push(rows[0].age);
    }
    isOver = true;
    await rolling;
    const [cpu, serverMs] = [process.cpuUsage(cpuBefore), serverCpuMs(postmaster) - serverBefore];
    const { events, commitsMs } = written as { events: number; commitsMs: number[] };
    return {
      eventsPerS: Math.round(events / (durationS + WARM_UP_S)),
      p50Ms: percentile(ages, 0.5),
      p95Ms: percentile(ages, 0.95),
      maxMs: percentile(ages, 1),
      samples: ages.length,
      // The worker's, with the generator's thread; Postgres' with the inserts.
      workerCpuUsAnEvent: Math.round((cpu.user + cpu.system) / events),
      postgresCpuUsAnEvent: Math.round((serverMs * 1_000) / events),
      ingestCommitP50Ms: percentile(commitsMs, 0.5),
      ingestCommitP99Ms: percentile(commitsMs, 0.99),
    };
  } finally {
    isOver = true;
    await rolling.catch(() => undefined);
    await admin.end();
    await disconnectAll();
  }
}
