import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { AnyJob } from "@/lib/jobs";
import { jobs, schedules } from "@/lib/jobs/registry.generated";
import { subscriptions } from "@/lib/jobs/subscriptions";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { fingerprint, mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import { dropRowSecurity } from "./as-role";
import { exampleOf } from "./examples";

/** Jobs without a workspace; each works for all of them at once. */
const SYSTEM_JOBS: Record<string, string> = {
  "housekeeping.sweep": "removes what has served its time",
  "tracking.rollup": "reads the event log of all sites behind one cursor",
  "tracking.maintain-log": "makes partitions, forgets old salts",
  "tracking.apply-retention": "deletes what sites keep no longer, of all sites",
  "tracking.seal-days": "writes closed days of all sites as columns, each under its own workspace",
  "tracking.send-digests": "looks for digests that are due, of all sites",
  "tracking.link-replays": "joins recordings of all sites to their visits",
  "tracking.sweep-replays": "deletes recordings that sites keep no longer",
  "posthog.forward": "forwards for every workspace that has a connection",
  "email.send": "a message belongs to its recipient",
  "email.retry": "messages that wait for another try",
  "email.sweep": "removes old messages",
  "workspace.purge-closed": "removes workspaces whose grace has ended",
  "workspace.sweep-exports": "removes exports that have run out",
  "workspace.check-domains": "looks at all verified domains",
};

/** Jobs that find nothing to do in a rich workspace, with why. */
const IDLE: Record<string, string> = {
  "crm.join-visit": "its requests know their visits",
  "crm.join-visit-again": "its requests know their visits",
  "crm.join-visit-later": "its requests know their visits",
  "crm.join-visit-last": "its requests know their visits",
  "tracking.change-import": "its import waits to be looked at",
  "tracking.read-import": "its import has been read",
  "tracking.purge-site": "its website is in use",
  "workspace.export": "its export has failed and been given up",
};

const lib = fileURLToPath(new URL("../../lib", import.meta.url));
const sources = readdirSync(lib, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.includes("generated") && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(path.join(lib, name), "utf8") }));

let database: OwnDatabase;
let a: RichTenant;
let b: RichTenant;

beforeAll(async () => {
  database = await useOwnDatabase();
  a = await mintRichTenant(database.admin);
  b = await mintRichTenant(database.admin);
});
afterAll(() => database.drop());

const isJob = (value: unknown): value is AnyJob =>
  typeof value === "object" && value !== null && "execute" in value;
const schemaOf = (job: AnyJob): z.ZodType => (job as AnyJob & { schema: z.ZodType }).schema;
/** What a job is called with: ids of the workspace, of that which waits where something is done already. */
const payloadOf = (job: AnyJob, of: RichTenant) => {
  const { queuedErasureId = "", queuedRebuildId = "" } = of.ids;
  const waiting = { erasureId: queuedErasureId, rebuildId: queuedRebuildId, tenantId: of.tenantId };
  return { ...exampleOf(job.name, schemaOf(job), { ...of, ids: { ...of.ids, ...waiting } }) };
};
const state = () => fingerprint(database.admin, [a.tenantId, b.tenantId]);

/** Runs a job; only "there is no such record" may come out of it. */
async function run(job: AnyJob, payload: unknown): Promise<void> {
  await job.execute(payload).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
  });
}

describe("no job escapes", () => {
  it("jobs are defined in lib/<domain>/jobs only, and all of them are in the registry", async () => {
    const defining = sources
      .filter(({ text }) => /= define(System)?Job\b[^=]*\(\{/.test(text))
      .map(({ name }) => name);
    expect(defining.filter((name) => !/^[a-z-]+\/jobs\/[a-z0-9-]+\.ts$/.test(name))).toEqual([]);
    const loaded: object[] = await Promise.all(
      sources
        .filter(({ name }) => /^[a-z-]+\/jobs\//.test(name))
        .map(({ name }) => import(path.join(lib, name)) as Promise<object>),
    );
    const defined = loaded.flatMap((module): unknown[] => Object.values(module)).filter(isJob);
    expect(jobs.map((job) => job.name).sort()).toEqual(defined.map((job) => job.name).sort());
    expect(new Set(jobs.map((job) => job.name)).size).toBe(jobs.length);
  });

  it("schedules and subscriptions run registered jobs", () => {
    for (const schedule of schedules) expect(jobs).toContain(schedule.job);
    for (const job of Object.values(subscriptions).flat()) expect(jobs).toContain(job);
  });

  it("jobs without a workspace are the named ones", () => {
    const found = jobs.filter((job) => job.scope === "system").map((job) => job.name);
    expect(found.sort()).toEqual(Object.keys(SYSTEM_JOBS).sort());
  });
});

describe.each(jobs.filter((job) => job.scope === "tenant").map((job) => [job.name, job] as const))(
  "%s",
  (_name, job) => {
    it("works in its own workspace, and a second run changes nothing", async () => {
      const own = await mintRichTenant(database.admin);
      const payload = payloadOf(job, own);
      const before = await state();
      const was = await fingerprint(database.admin, [own.tenantId]);
      await job.execute(payload);
      const once = await fingerprint(database.admin, [own.tenantId]);
      // A job that finds nothing to do would leave every workspace alone, whatever it did wrong.
      expect(isDeepStrictEqual(once, was)).toBe(job.name in IDLE);
      await job.execute(payload);
      expect(await fingerprint(database.admin, [own.tenantId])).toEqual(once);
      expect(await state()).toEqual(before);
    });

    it("with B's workspace and A's ids writes nothing", async () => {
      const before = await state();
      await run(job, { ...payloadOf(job, a), tenantId: b.tenantId });
      expect(await state()).toEqual(before);
    });

    it("with ids that do not exist writes nothing", async () => {
      const before = await state();
      const unknown = Object.entries(payloadOf(job, a)).map(([key, value]) => [
        key,
        key.endsWith("Id") && key !== "tenantId" ? newId() : value,
      ]);
      await run(job, Object.fromEntries(unknown));
      await run(job, { ...payloadOf(job, a), tenantId: newId() });
      expect(await state()).toEqual(before);
    });

    it("refuses a payload without a workspace, before the queue and on pickup", async () => {
      const { tenantId: _tenantId, ...rest } = payloadOf(job, a);
      for (const payload of [rest, { ...rest, tenantId: null }, { ...rest, tenantId: "x" }, null, "text"]) {
        expect(() => job.prepare(payload)).toThrow(/tenantId|expected object/);
        await expect(job.execute(payload)).rejects.toThrow(/tenantId|expected object/);
      }
    });

    it("has an id that names its payload and that a queue accepts", () => {
      const first = job.prepare(payloadOf(job, a)).jobId;
      expect(job.prepare(payloadOf(job, a)).jobId).toBe(first);
      expect(job.prepare(payloadOf(job, b)).jobId).not.toBe(first);
      expect(first).not.toContain(":");
    });
  },
);

describe("with row security off, the verbs' own filters alone", () => {
  beforeAll(async () => {
    await dropRowSecurity(database);
  });

  it.each(jobs.filter((job) => job.scope === "tenant").map((job) => [job.name, job] as const))(
    "%s with B's workspace and A's ids writes nothing",
    async (_name, job) => {
      const before = await state();
      await run(job, { ...payloadOf(job, a), tenantId: b.tenantId });
      expect(await state()).toEqual(before);
    },
  );
});
