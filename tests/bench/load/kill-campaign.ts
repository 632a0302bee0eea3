import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import pg from "pg";
import { freePorts } from "../../../scripts/lib/ports.mjs";
import { startLoad } from "./run-load";

export interface CampaignOptions {
  kills: number;
  /** The environment of the processes: addresses of the database, secrets. */
  env: Record<string, string>;
  /** Sees all rows. */
  adminUrl: string;
  site: { id: string; no: number; siteKey: string; domain: string };
}

export interface CampaignResult {
  kills: { collector: number; worker: number };
  acknowledged: number;
  stored: number;
  missing: number;
  /** Counted from the events with window functions, and as the rollup has them. */
  fromEvents: Totals;
  fromRollup: Totals;
}

interface Totals {
  visitors: number;
  visits: number;
  pageViews: number;
  events: number;
}

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const CAUGHT_UP_MS_MAX = 60_000;
const START_MS_MAX = 30_000;

type Role = "collector" | "worker";

/** Bundles as scripts/build.mjs does, so that a killed process is back in a moment. */
async function bundle(folder: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: { collector: "workers/collector.ts", worker: "workers/main.ts" },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    tsconfig: "tsconfig.json",
    logLevel: "error",
  });
}

/**
 * Kills collector and worker with SIGKILL at random moments under load, in turn, starts them again at once, and compares in
 * the end what was acknowledged with what is stored and what is rolled up.
 */
export async function killCampaign(options: CampaignOptions): Promise<CampaignResult> {
  // Inside the project, where the bundles find their packages.
  const folder = mkdtempSync(path.join(ROOT, "node_modules", ".kill9-"));
  const ids = mkdtempSync(path.join(tmpdir(), "kill9-"));
  const [collectorPort = 0, healthPort = 0] = await freePorts(2);
  const urls: Record<Role, string> = {
    collector: `http://127.0.0.1:${collectorPort}/health`,
    worker: `http://127.0.0.1:${healthPort}/live`,
  };
  const running = new Map<Role, ChildProcess>();
  const start = (role: Role): void => {
    const env = {
      ...process.env,
      ...options.env,
      COLLECTOR_PORT: String(collectorPort),
      WORKER_HEALTH_PORT: String(healthPort),
      TRUSTED_PROXIES: "127.0.0.1",
      RATE_LIMIT_COLLECT_PER_MIN: "100000000",
      LOG_LEVEL: "error",
    };
    running.set(
      role,
      spawn(process.execPath, [path.join(folder, `${role}.mjs`)], {
        cwd: ROOT,
        env,
        stdio: ["ignore", "ignore", "inherit"],
      }),
    );
  };
  const kills = { collector: 0, worker: 0 };
  try {
    await bundle(folder);
    start("collector");
    start("worker");
    const { siteKey, domain } = options.site;
    const load = startLoad({
      port: collectorPort,
      siteKey,
      pageHost: domain,
      connections: 8,
      durationMs: 600_000,
      visitors: 400,
      retry: true,
      idsFile: path.join(ids, "ids"),
    });
    for (let n = 0; n < options.kills; n += 1) {
      const role: Role = n % 2 === 0 ? "collector" : "worker";
      // A process that has not come up yet would be killed over and over at the same point.
      await untilUp(urls[role]);
      await pause(randomInt(100, 1_200));
      const child = running.get(role);
      if (child?.exitCode === null && child.kill("SIGKILL")) {
        await once(child, "exit");
        kills[role] += 1;
      }
      start(role);
    }
    await untilUp(urls.collector);
    await pause(1_000);
    load.child.kill("SIGTERM");
    await load.result;
    return { kills, ...(await compare(options, readFileSync(path.join(ids, "ids"), "utf8").split("\n"))) };
  } finally {
    for (const child of running.values()) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    rmSync(ids, { recursive: true, force: true });
  }
}

async function untilUp(url: string): Promise<void> {
  const deadline = performance.now() + START_MS_MAX;
  while (
    !(await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error(`${url} does not answer.`);
    await pause(50);
  }
}

const STORED = `SELECT count(*)::int AS stored, (SELECT count(*)::int FROM unnest($2::uuid[]) AS a(id)
    WHERE NOT EXISTS (SELECT FROM events e WHERE e.site_no = $1 AND e.id = a.id)) AS missing FROM events WHERE site_no = $1`;

// The site's zone is chosen by the caller so that no midnight is near: a visitor has one key, a visit is a run of it.
const FROM_EVENTS = `WITH paused AS (
    SELECT *, at - lag(at) OVER (PARTITION BY visitor_key ORDER BY at, id) AS pause
    FROM (SELECT *, event_at(id, extra) AS at FROM events WHERE site_no = $1) e)
  SELECT count(DISTINCT visitor_key)::int AS visitors, (count(*) FILTER (WHERE pause IS NULL OR pause >= interval '30 min'))::int AS visits,
    (count(*) FILTER (WHERE name_id = 0))::int AS "pageViews", (count(*) FILTER (WHERE name_id > 0))::int AS events FROM paused`;

const FROM_ROLLUP = `SELECT sum(visitors)::int AS visitors, sum(visits)::int AS visits, sum(page_views)::int AS "pageViews",
    sum(events)::int AS events FROM rollup_days WHERE site_id = $1`;

async function compare(
  { adminUrl, site }: CampaignOptions,
  acknowledged: string[],
): Promise<Omit<CampaignResult, "kills">> {
  const database = new pg.Client({ connectionString: adminUrl });
  await database.connect();
  const one = async <T extends object>(sql: string, params: unknown[]): Promise<T> => {
    const { rows } = await database.query<T>(sql, params);
    if (!rows[0]) throw new Error("no row");
    return rows[0];
  };
  try {
    const fromEvents = await one<Totals>(FROM_EVENTS, [site.no]);
    const deadline = performance.now() + CAUGHT_UP_MS_MAX;
    let fromRollup = await one<Totals>(FROM_ROLLUP, [site.id]);
    while (
      fromRollup.pageViews + fromRollup.events < fromEvents.pageViews + fromEvents.events &&
      performance.now() < deadline
    ) {
      await pause(100);
      fromRollup = await one<Totals>(FROM_ROLLUP, [site.id]);
    }
    const { stored, missing } = await one<{ stored: number; missing: number }>(STORED, [
      site.no,
      acknowledged,
    ]);
    return { acknowledged: acknowledged.length, stored, missing, fromEvents, fromRollup };
  } finally {
    await database.end();
  }
}

/** A zone in which it is about noon now, so that no day ends during a test. */
export function zoneAtNoon(): string {
  const hoursToNoon = 12 - new Date().getUTCHours();
  // In names of this kind the sign is turned round: Etc/GMT-3 is three hours east.
  return hoursToNoon === 0 ? "Etc/GMT" : `Etc/GMT${hoursToNoon > 0 ? "-" : "+"}${Math.abs(hoursToNoon)}`;
}
