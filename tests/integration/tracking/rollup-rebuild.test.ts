import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { newId } from "@/lib/ids";
import { subscribeLive } from "@/lib/live";
import { closeHub } from "@/lib/live/hub";
import { listRebuilds, requestRebuild } from "@/lib/tracking";
import { EventWriter } from "@/lib/tracking/collect/event-writer";
import { applyRetention } from "@/lib/tracking/jobs/apply-retention";
import { rebuildSiteDay } from "@/lib/tracking/jobs/rebuild-day";
import { dayStartMs } from "@/lib/tracking/time/site-day";
import { campaign, eventsOfCampaign, type JourneyEvent, rowOf } from "../../fixtures/journeys";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { catchUp, type MintedSite, mintSite, storedReport } from "../../fixtures/tracking";
import { localDay, type ReferenceReport, referenceReport } from "../../fixtures/tracking-reference";

const ZONE = "Europe/Berlin";

let database: OwnDatabase;
let owner: Person;
let site: MintedSite;
let writer: EventWriter;
let events: JourneyEvent[];
let days: string[];

/** Many journeys in one zone over the same days, people apart. */
function manyJourneys(count: number): JourneyEvent[] {
  const samples = fc.sample(campaign, { numRuns: count, seed: 7 });
  return samples.flatMap((given, index) =>
    eventsOfCampaign({ ...given, zone: ZONE, baseMs: Date.UTC(2026, 9, 24, 16) }).map((event) => ({
      ...event,
      person: `${index} ${event.person}`,
    })),
  );
}

beforeAll(async () => {
  database = await useOwnDatabase();
  await database.admin.query("SELECT ensure_event_partitions('2026-10-01')");
  owner = await mintTenant();
  site = await mintSite(owner.tenantId, { timeZone: ZONE });
  writer = new EventWriter(systemPool(), {
    onAway: () => undefined,
    onBack: () => undefined,
    onRefused: (_row, error) => {
      throw error;
    },
  });
  events = manyJourneys(12);
  days = [...new Set(events.map((event) => localDay(ZONE, event.atMs)))].sort();
  await writer.submit(events.map((event) => rowOf(event, site)));
  await catchUp();
});
afterAll(async () => {
  setClockForTests(null);
  closeHub();
  await database.drop();
});

const rebuild = async (day: string): Promise<void> => {
  const { id } = await requestRebuild(owner.ctx, site.id, { day });
  await rebuildSiteDay.execute({ tenantId: owner.tenantId, rebuildId: id });
};
const statusOf = async (): Promise<string[]> =>
  (await listRebuilds(owner.ctx, site.id)).items.map((item) => item.status);

async function damage(day: string): Promise<void> {
  const place = [site.id, day];
  await database.admin.query(
    "UPDATE rollup_days SET visits = visits + 7, bounces = 0 WHERE site_id = $1 AND day = $2",
    place,
  );
  await database.admin.query(
    "DELETE FROM rollup_dimensions WHERE site_id = $1 AND day = $2 AND dimension IN ('page', 'source')",
    place,
  );
  await database.admin.query(
    "INSERT INTO rollup_dimensions (tenant_id, site_id, day, dimension, value, visits) VALUES ($3, $1, $2, 'city', 'nowhere', 9) ON CONFLICT DO NOTHING",
    [...place, owner.tenantId],
  );
  await database.admin.query("UPDATE rollup_hours SET page_views = page_views * 2 WHERE site_id = $1", [
    site.id,
  ]);
  await database.admin.query(
    "DELETE FROM rollup_hours WHERE ctid IN (SELECT ctid FROM rollup_hours WHERE site_id = $1 LIMIT 3)",
    [site.id],
  );
}

/** Visits that are wrong, one that is gone, and one that nobody has made. */
async function damageVisits(day: string): Promise<void> {
  const { rows } = await database.admin.query<{ id: string }>(
    "SELECT id FROM visits WHERE site_no = $1 AND start_day = $2 AND page_views > 1 AND merged_into_id IS NULL ORDER BY id LIMIT 3",
    [site.no, day],
  );
  const [first, second, third] = rows.map((row) => row.id);
  await database.admin.query(
    "UPDATE visits SET counts = '{}', page_views = 0, events = 0, steps = '{}' WHERE id = $1",
    [first],
  );
  await database.admin.query("DELETE FROM visits WHERE id = $1", [second]);
  await database.admin.query("UPDATE visits SET entry_path_id = exit_path_id, visible_ms = 1 WHERE id = $1", [
    third,
  ]);
  await database.admin.query(
    `INSERT INTO visits (tenant_id, id, first_event_id, last_event_id, visitor_key, started_at, last_event_at, entry_at, site_no, start_day, page_views, counts, steps)
     SELECT tenant_id, $2, first_event_id, last_event_id, 4711, started_at, last_event_at, entry_at, site_no, start_day, page_views, counts, steps
     FROM visits WHERE id = $1`,
    [third, newId()],
  );
}

describe("a day counted again from its events", () => {
  test("repairs damaged totals and damaged visits on every day, and changes nothing where nothing was wrong", async () => {
    const expected = referenceReport(events, ZONE);
    expect(await storedReport(site)).toEqual(expected);
    for (const day of days) await rebuild(day);
    expect(await storedReport(site)).toEqual(expected);
    for (const day of days) await damage(day);
    await damageVisits(days[1] ?? "");
    expect((await storedReport(site)).days).not.toEqual(expected.days);
    for (const day of days) await rebuild(day);
    expect(await storedReport(site)).toEqual(expected);
    expect(new Set(await statusOf())).toEqual(new Set(["done"]));
  });

  test("goes on after connections were cut at random points, while further visitors come", async () => {
    const more = manyJourneys(14).filter(({ person }) => /^1[23] /.test(person));
    for (const day of days) await damage(day);
    const cut =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'brand-automator-system'";
    for (const [index, day] of days.entries()) {
      const { id } = await requestRebuild(owner.ctx, site.id, { day });
      const job = { tenantId: owner.tenantId, rebuildId: id };
      for (const afterMs of [5, 40, 120]) {
        const run = rebuildSiteDay.execute(job).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        await database.admin.query(cut);
        await run;
      }
      const part = more.filter((_, at) => at % days.length === index);
      await writer.submit(part.map((event) => rowOf(event, site)));
      await Promise.all([rebuildSiteDay.execute(job), catchUp().catch(() => catchUp())]);
      expect((await listRebuilds(owner.ctx, site.id)).items.find((item) => item.id === id)?.status).toBe(
        "done",
      );
    }
    await catchUp();
    events = [...events, ...more];
    expect(await storedReport(site)).toEqual(referenceReport(events, ZONE));
  });

  test("keeps what was imported", async () => {
    const [day = ""] = days;
    const importId = newId();
    await database.admin.query(
      "INSERT INTO site_imports (id, tenant_id, site_id, source, status) VALUES ($1, $2, $3, 'umami', 'applied')",
      [importId, owner.tenantId, site.id],
    );
    await database.admin.query(
      `INSERT INTO site_import_rows (tenant_id, import_id, dimension, day, value, visits, page_views, is_applied)
       VALUES ($1, $2, '', $3, '', 100, 300, true), ($1, $2, 'page', $3, '/old', 100, 300, true), ($1, $2, 'page', $3, '/never', 1, 1, false)`,
      [owner.tenantId, importId, day],
    );
    await rebuild(day);
    const expected = referenceReport(events, ZONE);
    const counts = expected.days[day];
    const withImport: ReferenceReport = {
      ...expected,
      days: {
        ...expected.days,
        [day]: {
          ...zero,
          ...counts,
          visits: 100 + (counts?.visits ?? 0),
          pageViews: 300 + (counts?.pageViews ?? 0),
        },
      },
      dimensions: {
        ...expected.dimensions,
        [`${day}|page|/old`]: { ...counted, visits: 100, pageViews: 300, scrollCount: 0, scrollPctSum: 0 },
      },
    };
    expect(await storedReport(site)).toEqual(withImport);
    await rebuild(day);
    expect(await storedReport(site)).toEqual(withImport);
  });

  test("is refused for days to come, for days whose events are gone, and to those who may not", async () => {
    const viewer = await mintMember(owner.tenantId, "viewer");
    await expect(requestRebuild(viewer.ctx, site.id, { day: "2026-10-24" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(requestRebuild(owner.ctx, site.id, { day: "2099-01-01" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    await expect(requestRebuild(owner.ctx, site.id, { day: "2020-01-01" })).rejects.toMatchObject({
      code: "conflict",
    });
    const stranger = await mintTenant();
    await expect(requestRebuild(stranger.ctx, site.id, { day: "2026-10-24" })).rejects.toMatchObject({
      code: "not_found",
    });
    await database.admin.query("UPDATE sites SET retention_days = 7 WHERE id = $1", [site.id]);
    setClockForTests(() => dayStartMs(ZONE, "2026-11-02") + 3_600_000);
    await expect(requestRebuild(owner.ctx, site.id, { day: "2026-10-24" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

const counted = { visitors: 0, visits: 0, pageViews: 0, events: 0, bounces: 0, visibleMs: 0 };
const zero = { ...counted, identifiedVisitors: 0 };

describe("retention", () => {
  test("events and visits older than the site keeps them go, totals stay; another site keeps its own", async () => {
    const other = await mintSite(owner.tenantId, { timeZone: ZONE });
    await writer.submit(
      events.map((event) =>
        rowOf({ ...event, id: newId().slice(0, 0) + event.id.replace("-7000-", "-7001-") }, other),
      ),
    );
    await catchUp();
    const [before, kept] = [await storedReport(site), await storedReport(other)];
    await database.admin.query("UPDATE sites SET retention_days = 7 WHERE id = $1", [site.id]);
    setClockForTests(() => dayStartMs(ZONE, "2026-11-01") + 3_600_000);
    await applyRetention.execute({});
    const firstKept = "2026-10-25";
    const { rows } = await database.admin.query<{ events: number; visits: number }>(
      `SELECT (SELECT count(*)::int FROM events WHERE site_no = $1 AND event_at(id, '') < $2) AS events,
         (SELECT count(*)::int FROM visits WHERE site_no = $1 AND last_event_at < $2) AS visits`,
      [site.no, new Date(dayStartMs(ZONE, firstKept))],
    );
    expect(rows[0]).toEqual({ events: 0, visits: 0 });
    const after = await storedReport(site);
    expect({ ...after, visits: [], visitors: [] }).toEqual({ ...before, visits: [], visitors: [] });
    expect(after.visits.length).toBeLessThan(before.visits.length);
    expect(after.visits.length).toBeGreaterThan(0);
    expect(await storedReport(other)).toEqual(kept);
  });

  test("months that no site keeps go as a whole, but only when every site has said how long", async () => {
    await database.admin.query("SELECT ensure_event_partitions('2026-01-01')");
    const months = async (): Promise<string | null> =>
      (
        await database.admin.query<{ name: string | null }>(
          "SELECT to_regclass('public.events_2026_03')::text AS name",
        )
      ).rows[0]?.name ?? null;
    setClockForTests(() => Date.UTC(2026, 10, 2));
    await applyRetention.execute({});
    expect(await months()).toBe("events_2026_03");
    await database.admin.query("UPDATE sites SET retention_days = 60");
    await applyRetention.execute({});
    expect(await months()).toBeNull();
  });
});

test("open pages hear of new traffic, at most once a second a site", async () => {
  setClockForTests(null);
  const heard: string[] = [];
  const { ready, stop } = subscribeLive(owner.tenantId, ({ topic }) => heard.push(topic));
  await ready;
  const [event] = events;
  for (let n = 0; n < 3 && event; n += 1) {
    await writer.submit([rowOf({ ...event, id: newId(), atMs: Date.now(), offMs: 0 }, site)]);
    await catchUp();
  }
  // What was not told because of the second's pause is told by a later run.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await catchUp();
  await new Promise((resolve) => setTimeout(resolve, 300));
  stop();
  const own = heard.filter((topic) => topic === `sites.${site.id}.traffic`);
  expect(own.length).toBeGreaterThanOrEqual(1);
  expect(own.length).toBeLessThanOrEqual(3);
});
