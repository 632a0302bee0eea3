import { afterAll, beforeAll, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { idTimeMs } from "@/lib/ids";
import type { Extra } from "@/lib/tracking/collect/event-rows";
import { addDays, siteDay } from "@/lib/tracking/time/site-day";
import { DEMO_KEYS, demoAgency } from "../../../prisma/seed/scenarios/demo-agency";
import type { Loaded } from "../../../prisma/seed/scenario";
import { juniperLane } from "../../../prisma/seed/sites/juniper-lane.data";
import { visitRows } from "../../../prisma/seed/traffic/event-rows";
import { planDay, type PlannedVisit } from "../../../prisma/seed/traffic/plan-day";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { storedReport } from "../../fixtures/tracking";
import {
  type ReferenceClient,
  type ReferenceCounts,
  type ReferenceEvent,
  referenceReport,
  type ReferenceSource,
} from "../../fixtures/tracking-reference";

const NOW_MS = Date.UTC(2026, 10, 20, 14, 30);
const FIRST_DAY = "2026-08-23";
const LOAD_MS_MAX = 240_000;

let database: OwnDatabase;
let loaded: Loaded;

beforeAll(async () => {
  database = await useOwnDatabase();
  setClockForTests(() => NOW_MS);
  const startedMs = performance.now();
  loaded = await demoAgency.load();
  console.log(
    `demo-agency loaded in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s\n${loaded.lines.join("\n")}`,
  );
}, LOAD_MS_MAX);

afterAll(async () => {
  setClockForTests(null);
  await database.drop();
});

const rows = async <T extends Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<T[]> =>
  (await database.admin.query<T>(sql, params)).rows;

/** Totals straight from the log beside those of the rollup, for every site and day. */
const DAYS = `WITH logged AS (
    SELECT s.id AS site_id, (event_at(e.id, e.extra) AT TIME ZONE s.time_zone)::date AS day,
      count(DISTINCT e.visitor_key) AS visitors,
      count(*) FILTER (WHERE e.name_id = 0) AS page_views, count(*) FILTER (WHERE e.name_id > 0) AS events
    FROM events e JOIN sites s ON s.no = e.site_no GROUP BY 1, 2)
  SELECT l.day::text, l.visitors::int, l.page_views::int AS "pageViews", l.events::int,
    r.visitors AS "rolledVisitors", r.page_views AS "rolledPageViews", r.events AS "rolledEvents"
  FROM logged l FULL JOIN rollup_days r USING (site_id, day) ORDER BY 1`;

async function expectTotalsOfTheLog(): Promise<void> {
  const days = await rows<Record<string, number>>(DAYS);
  expect(days.length).toBeGreaterThan(170);
  for (const day of days) {
    expect(day).toMatchObject({
      visitors: day["rolledVisitors"],
      pageViews: day["rolledPageViews"],
      events: day["rolledEvents"],
    });
  }
  const [spent] = await rows(
    `SELECT (SELECT sum((nullif(extra, '')::jsonb ->> 'v')::bigint) FROM events)::text AS logged,
       (SELECT sum(visible_ms) FROM rollup_days)::text AS rolled`,
  );
  expect(spent?.["rolled"]).toBe(spent?.["logged"]);
}

test("says where to look, with the keys that the sandbox and the start need", () => {
  expect(loaded.demo).toEqual({
    email: "demo@brand-automator.example",
    password: "demo-password",
    ...DEMO_KEYS,
  });
  expect(loaded.lines.length).toBeGreaterThan(1);
});

test("a log-in opens the workspace of the demo's website, at whatever hour it was loaded", async () => {
  const joined = await rows<{ name: string; at: Date }>(
    "SELECT t.name, m.created_at AS at FROM memberships m JOIN tenants t ON t.id = m.tenant_id ORDER BY m.created_at",
  );
  expect(joined.map(({ name }) => name)).toEqual(["Juniper Lane Studio", "Saltmarsh Cycles"]);
  expect(Number(joined[1]?.at) - Number(joined[0]?.at)).toBe(60_000);
});

test("two workspaces with a company each, owned by the demo person", async () => {
  const owned = await rows(
    `SELECT t.name, m.role, c.is_default AS "isDefault" FROM memberships m JOIN users u ON u.id = m.user_id
     JOIN tenants t ON t.id = m.tenant_id JOIN companies c ON c.tenant_id = t.id WHERE u.email = $1 ORDER BY 1`,
    [loaded.demo.email],
  );
  expect(owned).toEqual([
    { name: "Juniper Lane Studio", role: "owner", isDefault: true },
    { name: "Saltmarsh Cycles", role: "owner", isDefault: true },
  ]);
});

test("90 days of about 400 visits on the main website, ending now", async () => {
  const [main] = await rows<{ days: number; average: number; last: Date }>(
    `SELECT count(*)::int AS days, avg(visits)::int AS average, max(s.last_event_at) AS last
     FROM rollup_days r JOIN sites s ON s.id = r.site_id WHERE s.site_key = $1`,
    [DEMO_KEYS.siteKey],
  );
  expect(main?.days).toBe(90);
  expect(main?.average).toBeGreaterThan(350);
  expect(main?.average).toBeLessThan(450);
  expect(main?.last.getTime()).toBeLessThanOrEqual(NOW_MS);
  expect(main?.last.getTime()).toBeGreaterThan(NOW_MS - 15 * 60_000);
  const [people] = await rows<{ channels: number; countries: number; devices: number }>(
    `SELECT (count(DISTINCT value) FILTER (WHERE dimension = 'channel'))::int AS channels,
       (count(DISTINCT value) FILTER (WHERE dimension = 'country'))::int AS countries,
       (count(DISTINCT value) FILTER (WHERE dimension = 'device'))::int AS devices FROM rollup_dimensions`,
  );
  expect(people?.channels).toBeGreaterThanOrEqual(8);
  expect(people?.countries).toBeGreaterThanOrEqual(12);
  expect(people?.devices).toBe(3);
});

test("the rollups of all days equal the log", expectTotalsOfTheLog, LOAD_MS_MAX);

// Around the change of clocks, a month's end, the campaign's first days, and today: against the slow account of visits.
test.each([
  ["2026-10-24", 3],
  ["2026-10-30", 2],
  ["2026-10-15", 2],
  ["2026-11-19", 2],
] as const)(
  "visits and every dimension from %s on equal the slow reference",
  async (from, days) => {
    const span = Array.from({ length: days }, (_, index) => addDays(from, index));
    const expected = {
      days: {} as Record<string, ReferenceCounts>,
      hours: {} as Record<string, ReferenceCounts>,
      dimensions: {} as Record<string, ReferenceCounts>,
    };
    for (const events of byPeople([addDays(from, -1), ...span])) {
      const report = referenceReport(events, juniperLane.timeZone);
      addUp(expected.days, report.days);
      addUp(expected.hours, report.hours);
      addUp(expected.dimensions, report.dimensions);
    }
    const stored = await storedReport(await mainSite());
    const within = <T>(record: Record<string, T>): Record<string, T> =>
      Object.fromEntries(Object.entries(record).filter(([name]) => span.includes(name.slice(0, 10))));
    expect(Object.keys(within(stored.dimensions)).length).toBeGreaterThan(50 * days);
    expect(within(stored.days)).toEqual(within(expected.days));
    // Hours are named by UTC: those of the first day's morning and the last day's evening may be of other days.
    for (const [hour, counts] of Object.entries(expected.hours)) {
      const day = siteDay(juniperLane.timeZone, Date.parse(hour));
      if (span.includes(day)) expect([hour, stored.hours[hour]]).toEqual([hour, counts]);
    }
    expect(within(stored.dimensions)).toEqual(within(expected.dimensions));
  },
  LOAD_MS_MAX,
);

async function mainSite(): Promise<Parameters<typeof storedReport>[0]> {
  const [site] = await rows<{ id: string; no: number; tenantId: string; timeZone: string }>(
    `SELECT id, no, tenant_id AS "tenantId", time_zone AS "timeZone" FROM sites WHERE site_key = $1`,
    [DEMO_KEYS.siteKey],
  );
  if (!site) throw new Error("the main site is missing");
  return { ...site, siteKey: DEMO_KEYS.siteKey, domain: juniperLane.host };
}

const dayIndex = (day: string): number => (Date.parse(day) - Date.parse(FIRST_DAY)) / 86_400_000;

/** The events of the days' visitors, a hundred people at a time: the reference looks through all events for each person. */
function byPeople(days: readonly string[]): ReferenceEvent[][] {
  const people = new Map<string, ReferenceEvent[]>();
  for (const visit of days.flatMap((day) => planDay(juniperLane, day, dayIndex(day)))) {
    const mine = people.get(visit.visitor.label) ?? [];
    mine.push(...referenceEvents(visit));
    people.set(visit.visitor.label, mine);
  }
  const lists = [...people.values()];
  return Array.from({ length: Math.ceil(lists.length / 100) }, (_, index) =>
    lists.slice(index * 100, index * 100 + 100).flat(),
  );
}

function referenceEvents(visit: PlannedVisit): ReferenceEvent[] {
  const hosts = [juniperLane.host, "localhost", "127.0.0.1"];
  const site = {
    id: "",
    no: 1,
    tenantId: "",
    timeZone: juniperLane.timeZone,
    hosts,
    hostsText: hosts.join(),
  };
  return visitRows(site, visit)
    .events.filter((row) => idTimeMs(row.id) <= NOW_MS)
    .map((row) => {
      const { v: visibleMs = 0, d: scrollPct = 0 } = (row.extra === "" ? {} : JSON.parse(row.extra)) as Extra;
      return {
        id: row.id,
        person: visit.visitor.label,
        isConsented: false,
        contactId: null,
        atMs: idTimeMs(row.id),
        kind: row.name === null ? "page" : row.name === "" ? "engagement" : "custom",
        path: row.path,
        name: row.name ?? "",
        visibleMs,
        scrollPct,
        source: row.source === null ? null : (JSON.parse(row.source) as ReferenceSource),
        client: { ...UNKNOWN, ...(JSON.parse(row.client) as Partial<ReferenceClient>) },
      };
    });
}

const UNKNOWN: ReferenceClient = { country: "", device: "", browser: "", os: "" };

function addUp(sum: Record<string, ReferenceCounts>, more: Readonly<Record<string, ReferenceCounts>>): void {
  for (const [name, counts] of Object.entries(more)) {
    const before: Readonly<Record<string, number>> = { ...sum[name] };
    const now: Readonly<Record<string, number>> = { ...counts };
    const fields = Object.entries(now).map(([field, count]): [string, number] => [
      field,
      count + (before[field] ?? 0),
    ]);
    sum[name] = { ...counts, ...Object.fromEntries(fields) };
  }
}

test("about three requests a day, each with its contact and the visit that sent it", async () => {
  const requests = await rows<{
    status: string;
    created_at: Date;
    path: string;
    from: Date;
    to: Date;
    email: string;
    contact: string;
    pages: string[];
  }>(
    `SELECT r.status, r.created_at, v.started_at AS "from", v.last_event_at AS "to", r.email, c.email AS contact,
       (SELECT array_agg(p.value) FROM events e JOIN tracking_values p ON p.id = e.path_id
        WHERE e.site_no = r.tracking_site_no AND e.id = r.tracking_event_id) AS pages
     FROM (SELECT tenant_id, status, created_at, email, contact_id, visit_id, tracking_site_no, tracking_event_id FROM contact_submissions
       UNION ALL SELECT tenant_id, status, created_at, email, contact_id, visit_id, tracking_site_no, tracking_event_id FROM project_scope_requests) r
     JOIN contacts c ON c.id = r.contact_id AND c.tenant_id = r.tenant_id
     LEFT JOIN visits v ON v.id = r.visit_id AND v.tenant_id = r.tenant_id`,
  );
  expect(requests.length).toBeGreaterThan(220);
  expect(requests.length).toBeLessThan(450);
  for (const request of requests) {
    expect(request.contact).toBe(request.email);
    expect(request.email).toMatch(/^[a-z0-9.-]+@[a-z0-9-]+\.example$/);
    expect(request.pages).toHaveLength(1);
    expect(request.pages[0]).toMatch(/\/(contact|project)$/);
    expect(request.from.getTime()).toBeLessThan(request.created_at.getTime());
    expect(request.to.getTime()).toBeGreaterThanOrEqual(request.created_at.getTime());
    expect(request.created_at.getTime()).toBeLessThanOrEqual(NOW_MS);
  }
  expect(new Set(requests.map((request) => request.status))).toEqual(
    new Set(["new", "open", "done", "spam"]),
  );
});

test("notifications of the last month, and an audit row for every request", async () => {
  const [counts] = await rows<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM notifications WHERE read_at IS NULL) AS unread, (SELECT count(*)::int FROM notifications) AS all,
       (SELECT count(*)::int FROM audit_logs WHERE action = 'request.create') AS audited,
       (SELECT count(*)::int FROM contact_submissions) + (SELECT count(*)::int FROM project_scope_requests) AS requests`,
  );
  expect(counts?.["unread"]).toBeGreaterThan(0);
  expect(counts?.["all"]).toBeGreaterThan(60);
  expect(counts?.["audited"]).toBe(counts?.["requests"]);
});

test("the same website and day give the same visits", () => {
  expect(planDay(juniperLane, "2026-10-13", 51)).toEqual(planDay(juniperLane, "2026-10-13", 51));
});

const TABLES = [
  "tenants", "users", "memberships", "companies", "sites", "forms", "contacts", "contact_submissions", "project_scope_requests",
  "notifications", "audit_logs", "outbox", "events", "visitors", "visits", "rollup_days", "rollup_hours", "rollup_dimensions", "tracking_values",
]; // prettier-ignore

const digest = async (): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => {
        const [row] = await rows(
          `SELECT count(*)::int AS count, sum(hashtextextended(t::text, 0)) AS digest FROM ${table} t`,
        );
        return [table, row] as const;
      }),
    ),
  );

test(
  "a second run changes nothing; one on a later hour adds what has happened since",
  async () => {
    const before = await digest();
    expect(before["outbox"]).toMatchObject({ count: 0 });
    await demoAgency.load();
    expect(await digest()).toEqual(before);

    setClockForTests(() => NOW_MS + 3_600_000);
    await demoAgency.load();
    const [added] = await rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM events WHERE event_at(id, extra) > $1",
      [new Date(NOW_MS)],
    );
    expect(added?.count).toBeGreaterThan(20);
    await expectTotalsOfTheLog();
  },
  2 * LOAD_MS_MAX,
);
