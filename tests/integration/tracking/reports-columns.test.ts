import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appPool, systemPool } from "@/lib/db";
import {
  createAnnotation,
  createFunnel,
  createGoal,
  createSavedView,
  deleteGoal,
  getLive,
  listAnnotations,
  listGoals,
  queryReports,
  querySingleReport,
  updateGoal,
} from "@/lib/tracking";
import { forgetOpenDays } from "@/lib/tracking/columns/read-blocks";
import { readAsTenant, type ReportDb, reportDbOf } from "@/lib/tracking/columns/report-db";
import { QueryReportsInput, ReportDimension, type ReportFilterInput } from "@/lib/tracking/report-schemas";
import { answerReports } from "@/lib/tracking/reports/answer";
import { sealDays } from "@/lib/tracking/sweeps/seal-days";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type LogEvent, logEvents } from "../../fixtures/report-traffic";
import { mintTenant, type Person } from "../../fixtures/tenants";
import { catchUp, type MintedSite, mintSite } from "../../fixtures/tracking";

// Clocks go back on 25 October 2026 in Berlin.
const RANGE = { from: "2026-10-23", to: "2026-10-28" };
const ZONE = "Europe/Berlin";
const COUNTRIES = ["DE", "US", "FR", ""];
const PATHS = ["/", "/prices", "/docs", "/blog/a", "/blog/b", "/thanks"];
const SOURCES: (Record<string, string> | null)[] = [
  null,
  { channel: "Organic Search", source: "google", referrer: "google.com/" },
  { channel: "Email", source: "letter", utmSource: "letter", utmMedium: "email", utmCampaign: "autumn" },
];

let database: OwnDatabase;
let owner: Person;
let stranger: Person;
let site: MintedSite;
let seed = 42;

/** The same journeys each time. */
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

function journeys(visitors: number): LogEvent[] {
  const events: LogEvent[] = [];
  const startMs = Date.parse("2026-10-22T12:00:00Z");
  for (let n = 0; n < visitors; n += 1) {
    const isIdentified = n % 4 === 0;
    const country = COUNTRIES[random(4)] ?? "";
    const client = {
      country,
      region: country === "DE" ? "Bavaria" : "",
      browser: random(2) ? "Chrome" : "Firefox",
      device: random(3) ? "desktop" : "mobile",
    };
    for (let visit = 0; visit <= random(isIdentified ? 4 : 2); visit += 1) {
      let atMs = startMs + random(6 * 86_400) * 1_000;
      // Many around midnight, so that visits cross it.
      if (random(3) === 0)
        atMs = Date.parse("2026-10-24T21:45:00Z") + random(4) * 86_400_000 + random(1_800) * 1_000;
      const source = SOURCES[random(3)] ?? null;
      const base = { visitor: `${n}`, client, source, isIdentified };
      for (let view = 0; view <= random(6); view += 1) {
        const page = PATHS[random(PATHS.length)] ?? "/";
        events.push({ ...base, atMs, page });
        if (random(2)) {
          const visibleMs = random(20_000);
          events.push({
            visitor: `${n}`,
            client,
            atMs: atMs + 1_000,
            visibleMs,
            scrollPct: random(101),
            isIdentified,
          });
        }
        if (random(4) === 0)
          events.push({
            ...base,
            atMs: atMs + 2_000,
            page,
            event: "signup",
            properties: { plan: `p${random(3)}`, price: random(50) },
          });
        atMs += random(20 * 60) * 1_000;
      }
    }
  }
  return events;
}

const DIMENSIONS = ReportDimension.options;
const everything = [
  { id: "totals", kind: "totals" as const },
  ...(["hour", "day", "week", "month"] as const).map((interval) => ({
    id: interval,
    kind: "series" as const,
    interval,
  })),
  ...DIMENSIONS.map((dimension) => ({ id: dimension, kind: "breakdown" as const, dimension, limit: 100 })),
];
/** Holds for every visit, so the answer must be that of the rollups. */
const ALL: ReportFilterInput[] = [{ dimension: "device", op: "is_not", values: ["nothing has this"] }];

const ask = (more: Partial<QueryReportsInput> = {}) => {
  forgetOpenDays();
  return queryReports(owner.ctx, { siteId: site.id, range: RANGE, reports: everything, ...more });
};

async function seal(): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await sealDays(60_000);
    const { rows } = await systemPool().query(
      "SELECT 1 FROM visit_columns_days WHERE is_dirty OR sealed_at <= 'epoch'",
    );
    if (rows.length === 0) return;
  }
}

beforeAll(async () => {
  database = await useOwnDatabase();
  await database.admin.query("SELECT ensure_event_partitions('2026-10-01'::date)");
  owner = await mintTenant();
  stranger = await mintTenant();
  site = await mintSite(owner.tenantId, { timeZone: ZONE });
  await logEvents(site, journeys(120));
  await catchUp();
});
afterAll(() => database.drop());

/** Visits as they stand, with the texts of what they name. */
interface PlainVisit {
  startDay: string;
  views: number;
  events: number;
  visibleMs: number;
  values: Record<string, string>;
  /** Text, count, day since 1970-01-01. */
  pages: [string, number, number][];
  customs: [string, number, number][];
}

interface StoredVisit {
  startDay: string;
  views: number;
  events: number;
  visibleMs: number;
  client: string;
  source: string;
  entry: number;
  exit: number;
  counts: number[];
}

async function plainVisits(): Promise<PlainVisit[]> {
  const { rows: words } = await database.admin.query<{ id: number; value: string }>(
    "SELECT id, value FROM tracking_values",
  );
  const texts = new Map(words.map((row) => [row.id, row.value]));
  const { rows } = await database.admin.query<StoredVisit>(
    `SELECT start_day::text AS "startDay", page_views AS views, events, visible_ms AS "visibleMs", c.value AS client,
       coalesce(s.value, '{}') AS source, entry_path_id AS entry, exit_path_id AS exit, counts
     FROM visits v JOIN tracking_values c ON c.id = v.client_id LEFT JOIN tracking_values s ON s.id = v.source_id
     WHERE v.site_no = $1 AND merged_into_id IS NULL AND page_views + events > 0`,
    [site.no],
  );
  return rows.map(({ startDay, views, events, visibleMs, ...row }) => {
    const client = JSON.parse(row.client) as Record<string, string>;
    const source = JSON.parse(row.source) as Record<string, string>;
    const listOf = (bit: number) => {
      const list: [string, number, number][] = [];
      for (let at = 0; at < row.counts.length; at += 5) {
        const [day = 0, code = 0, count = 0] = row.counts.slice(at, at + 3);
        if (code % 2 === bit && count > 0) list.push([texts.get(Math.floor(code / 2)) ?? "", count, day]);
      }
      return list;
    };
    const values = {
      ...{ country: client.country ?? "", browser: client.browser ?? "", device: client.device ?? "" },
      ...{
        source: source.source ?? "",
        channel: source.channel ?? "Direct",
        campaign: source.utmCampaign ?? "",
      },
      ...{ entry_page: texts.get(row.entry) ?? "", exit_page: texts.get(row.exit) ?? "" },
    };
    return { startDay, views, events, visibleMs, values, pages: listOf(0), customs: listOf(1) };
  });
}

function matches(visit: PlainVisit, { dimension, op, values }: ReportFilterInput): boolean {
  const own =
    dimension === "page" || dimension === "event"
      ? (dimension === "page" ? visit.pages : visit.customs).map(([text]) => text)
      : [visit.values[dimension] ?? ""];
  const has = own.some((text) =>
    values.some((value) =>
      op === "contains" ? text.toLowerCase().includes(value.toLowerCase()) : text === value,
    ),
  );
  return op === "is_not" ? !has : has;
}

const DAY_MS = 86_400_000;
const dayNo = (day: string): number => Date.parse(day) / DAY_MS;

/** Totals once more, from the start and without cleverness. */
function recount(visits: PlainVisit[], filters: ReportFilterInput[]) {
  const [first, last] = [dayNo(RANGE.from), dayNo(RANGE.to)];
  const chosen = visits.filter((visit) => filters.every((filter) => matches(visit, filter)));
  const inRange = chosen.filter((visit) => visit.startDay >= RANGE.from && visit.startDay <= RANGE.to);
  const sum = (list: [string, number, number][]) =>
    list.reduce((total, [, count, day]) => total + (day >= first && day <= last ? count : 0), 0);
  const total = (read: (visit: PlainVisit) => number, of = chosen) =>
    of.reduce((all, visit) => all + read(visit), 0);
  return {
    visits: inRange.length,
    pageViews: total((visit) => sum(visit.pages)),
    events: total((visit) => sum(visit.customs)),
    visibleMs: total((visit) => visit.visibleMs, inRange),
    bounces: inRange.filter((v) => v.views === 1 && v.events === 0 && v.visibleMs < 10_000).length,
  };
}

const FILTERS: (() => ReportFilterInput)[] = [
  () => ({
    dimension: "country",
    op: random(2) ? "is" : "is_not",
    values: [COUNTRIES[random(4)] ?? "", "DE"],
  }),
  () => ({ dimension: "page", op: random(2) ? "is" : "is_not", values: [PATHS[random(6)] ?? "/"] }),
  () => ({ dimension: "page", op: "contains", values: ["/BLOG"] }),
  () => ({ dimension: "event", op: random(2) ? "is" : "is_not", values: ["signup"] }),
  () => ({ dimension: "entry_page", op: "is", values: [PATHS[random(6)] ?? "/", "/"] }),
  () => ({ dimension: "exit_page", op: "is_not", values: [PATHS[random(6)] ?? "/"] }),
  () => ({ dimension: "channel", op: "contains", values: ["ire", "mail"] }),
  () => ({ dimension: "campaign", op: random(2) ? "is" : "is_not", values: ["autumn"] }),
  () => ({ dimension: "browser", op: "is", values: ["Chrome"] }),
];

describe("filtered reports", () => {
  test("a filter that every visit meets gives what the rollups say, in all reports, from open and from sealed days", async () => {
    const plain = await ask();
    expect(plain.servedBy).toMatchObject({
      totals: "rollup_days",
      hour: "rollup_hours",
      page: "rollup_dimensions",
    });
    const open = await ask({ filters: ALL });
    expect(open.servedBy).toMatchObject({ totals: "visits", page: "visits" });
    expect(open.results).toEqual(plain.results);
    await seal();
    const sealed = await ask({ filters: ALL });
    expect(sealed.servedBy).toMatchObject({
      totals: "visit_columns",
      hour: "visit_columns",
      page: "visit_columns",
    });
    expect(sealed.results).toEqual(plain.results);
    const copied = await ask();
    expect(copied.servedBy).toMatchObject({ totals: "rollup_days", page: "visit_columns" });
    expect(copied.results).toEqual(plain.results);
  });

  test("any filters together count what a plain recount of the visits counts", async () => {
    const visits = await plainVisits();
    expect(visits.length).toBeGreaterThan(100);
    for (let round = 0; round < 40; round += 1) {
      const filters = Array.from(
        { length: 1 + random(3) },
        () => FILTERS[random(FILTERS.length)]?.() ?? FILTERS[2]?.(),
      );
      const given = filters.filter((filter) => filter !== undefined);
      const { results } = await ask({ filters: given, reports: [{ id: "t", kind: "totals" }] });
      expect({ given, ...results.t }).toMatchObject({ given, ...recount(visits, given) });
    }
  });

  test("a late event changes the answer at once, and the day is sealed again", async () => {
    const reports = [{ id: "t", kind: "totals" as const }];
    const before = await ask({ filters: ALL, reports });
    await logEvents(site, [{ visitor: "late", atMs: Date.parse("2026-10-25T10:00:00Z"), page: "/late" }]);
    await catchUp();
    const after = await ask({ filters: ALL, reports });
    const visits = (of: typeof after) => (of.results.t?.kind === "totals" ? of.results.t.visits : -1);
    expect(visits(after)).toBe(visits(before) + 1);
    expect(after.servedBy.t).toBe("visits");
    await seal();
    const again = await ask({ filters: ALL, reports });
    expect(again.servedBy.t).toBe("visit_columns");
    expect(again.results).toEqual(after.results);
  });

  test("the day on which clocks go back has 25 hours, each told apart", async () => {
    const day = { from: "2026-10-25", to: "2026-10-25" };
    const { results } = await ask({ range: day, reports: [{ id: "h", kind: "series", interval: "hour" }] });
    const points = results.h?.kind === "series" ? results.h.points : [];
    expect(points).toHaveLength(25);
    expect(new Set(points.map((point) => point.at)).size).toBe(25);
  });

  test("above the bound every n-th visitor is looked at, and the answer says so", async () => {
    const exact = await ask({ filters: ALL, reports: [{ id: "t", kind: "totals" }] });
    const sampled = await readAsTenant(owner.ctx, (db) =>
      answerReports(
        db,
        {
          site,
          range: RANGE,
          compareRange: null,
          filters: [{ dimension: "device", op: "is_not", values: ["x"] }],
          reports: [{ id: "t", kind: "totals" }],
        },
        100,
      ),
    );
    expect(sampled.approximate).toEqual({ t: true });
    const visits = (result: unknown) => (result as { visits: number }).visits;
    expect(visits(sampled.results.t)).toBeGreaterThan(visits(exact.results.t) * 0.5);
    expect(visits(sampled.results.t)).toBeLessThan(visits(exact.results.t) * 1.6);
  });
});

describe("what owners define", () => {
  const at = (time: string) => Date.parse(`2026-10-10T${time}:00Z`);
  const range = { from: "2026-10-10", to: "2026-10-10" };
  let shop: MintedSite;

  beforeAll(async () => {
    shop = await mintSite(owner.tenantId, { timeZone: "UTC" });
    await logEvents(shop, [
      { visitor: "a", atMs: at("10:00"), page: "/" },
      { visitor: "a", atMs: at("10:05"), page: "/cart" },
      {
        visitor: "a",
        atMs: at("10:10"),
        page: "/pay",
        event: "order",
        properties: { total: "19.90", plan: "x" },
      },
      { visitor: "b", atMs: at("10:00"), page: "/" },
      { visitor: "b", atMs: at("10:01"), page: "/blog/one" },
      { visitor: "b", atMs: at("10:02"), page: "/cart" },
      { visitor: "c", atMs: at("08:00"), page: "/", isIdentified: true },
      { visitor: "c", atMs: at("12:00"), page: "/cart", isIdentified: true },
      {
        visitor: "c",
        atMs: at("12:01"),
        page: "/cart",
        event: "order",
        properties: { total: 5 },
        isIdentified: true,
      },
    ]);
    await catchUp();
  });

  const askShop = (reports: QueryReportsInput["reports"], more: Partial<QueryReportsInput> = {}) =>
    queryReports(owner.ctx, { siteId: shop.id, range, reports, ...more });

  test("goals count page views and events of the past, with the value that an event carries", async () => {
    const blog = await createGoal(owner.ctx, shop.id, {
      name: "Blog",
      kind: "page",
      pattern: "/blog/*",
      valueCents: 100,
      currency: "EUR",
    });
    await createGoal(owner.ctx, shop.id, {
      name: "Order",
      kind: "event",
      pattern: "order",
      valueProperty: "total",
      currency: "EUR",
    });
    const { results } = await askShop([{ id: "g", kind: "goals" }], { compare: "previous" });
    expect(results.g).toMatchObject({
      rows: [
        {
          name: "Blog",
          conversions: 1,
          visits: 1,
          visitors: 1,
          rate: 0.25,
          valueCents: 100,
          previous: { conversions: 0 },
        },
        { name: "Order", conversions: 2, visits: 2, visitors: 2, rate: 0.5, valueCents: 2_490 },
      ],
    });
    const only = await askShop([{ id: "t", kind: "totals" }], {
      filters: [{ dimension: "goal", values: [blog.id] }],
    });
    expect(only.results.t).toMatchObject({ visits: 1, pageViews: 3 });
    await updateGoal(owner.ctx, shop.id, blog.id, { archived: true });
    expect((await askShop([{ id: "g", kind: "goals" }])).results.g).toMatchObject({ rows: { length: 1 } });
    await deleteGoal(owner.ctx, shop.id, blog.id);
    expect((await listGoals(owner.ctx, shop.id)).items).toHaveLength(1);
    await expect(
      createGoal(owner.ctx, shop.id, { name: "x", kind: "page", pattern: "/", valueCents: 1 }),
    ).rejects.toThrow();
    await expect(
      createGoal(stranger.ctx, shop.id, { name: "x", kind: "page", pattern: "/" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("a funnel goes through one visit, and through several of somebody who consented", async () => {
    const steps = [
      { kind: "page" as const, pattern: "/" },
      { kind: "page" as const, pattern: "/cart" },
      { kind: "event" as const, pattern: "order", name: "Order" },
    ];
    const funnel = await createFunnel(owner.ctx, shop.id, { name: "Shop", steps, windowMinutes: 600 });
    const { results } = await askShop([
      { id: "f", kind: "funnel", funnelId: funnel.id },
      { id: "short", kind: "funnel", steps, windowMinutes: 3 },
    ]);
    expect(results.f).toMatchObject({
      name: "Shop",
      identified: 1,
      steps: [
        { count: 3, dropped: 0 },
        { count: 3, medianSeconds: 300 },
        { name: "Order", count: 2, dropped: 1 },
      ],
    });
    expect(results.short).toMatchObject({ steps: [{ count: 3 }, { count: 1 }, { count: 0 }] });
    await expect(askShop([{ id: "f", kind: "funnel", funnelId: shop.id }])).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("journeys, properties of events, retention of those who consented", async () => {
    const { results } = await askShop([
      { id: "j", kind: "journeys", page: "/", depth: 2 },
      { id: "p", kind: "event_properties", event: "order" },
      { id: "r", kind: "retention", weeks: 2 },
    ]);
    expect(results.j).toMatchObject({
      visits: 3,
      nodes: [
        { page: "/", kind: "page", visits: 3, parentId: null },
        { page: "/cart", visits: 1, level: 1 },
        { kind: "end" },
        { page: "/blog/one", visits: 1 },
        { page: "/cart", visits: 1, level: 2 },
        { kind: "end", visits: 1, level: 1 },
      ],
    });
    expect(results.p).toMatchObject({
      events: 2,
      properties: [
        { name: "total", events: 2, values: [{ value: "19.90" }, { value: "5" }] },
        { name: "plan", events: 1 },
      ],
    });
    expect(results.r).toMatchObject({
      hasIdentifiedVisitors: true,
      cohorts: [{ size: 0 }, { week: "2026-10-05", size: 1, returned: [1] }],
    });
    const nobody = await askShop([{ id: "r", kind: "retention", weeks: 2 }], {
      range: { from: "2026-09-01", to: "2026-09-02" },
    });
    expect(nobody.results.r).toMatchObject({ hasIdentifiedVisitors: false });
  });

  test("saved views, notes, one report by its address", async () => {
    const view = await createSavedView(owner.ctx, shop.id, {
      name: "Germany",
      query: { filters: [{ dimension: "country", values: ["DE"] }] },
    });
    expect(view.query.filters[0]).toEqual({ dimension: "country", op: "is", values: ["DE"] });
    await createAnnotation(owner.ctx, shop.id, { day: "2026-10-10", text: "New prices" });
    expect((await listAnnotations(owner.ctx, shop.id, { from: "2026-10-11" })).items).toEqual([]);
    expect((await listAnnotations(owner.ctx, shop.id)).items).toMatchObject([
      { day: "2026-10-10", createdByUserId: owner.userId },
    ]);
    const single = await querySingleReport(owner.ctx, "breakdown", {
      siteId: shop.id,
      ...range,
      dimension: "page",
      limit: "1",
      filters: '[{"dimension":"page","values":["/cart"]}]',
    });
    expect(single).toMatchObject({
      result: { rows: [{ value: "/cart", pageViews: 3 }] },
      servedBy: "visits",
      approximate: false,
    });
    await expect(
      querySingleReport(owner.ctx, "totals", { siteId: shop.id, ...range, filters: "{" }),
    ).rejects.toMatchObject({ code: "validation_failed" });
  });

  test("the live view shows who is there", async () => {
    const nowMs = Date.now();
    await database.admin.query("SELECT ensure_event_partitions()");
    await logEvents(shop, [
      { visitor: "l1", atMs: nowMs - 60_000, page: "/now", client: { country: "DE", device: "mobile" } },
      { visitor: "l2", atMs: nowMs - 20 * 60_000, page: "/before" },
      {
        visitor: "l1",
        atMs: nowMs - 30_000,
        page: "/now",
        event: "order",
        client: { country: "DE", device: "mobile" },
      },
    ]);
    const live = await getLive(owner.ctx, shop.id);
    expect(live).toMatchObject({
      visitorsNow: 1,
      visitorsHalfHour: 2,
      pageViewsHalfHour: 2,
      pages: [{ value: "/now", visitors: 1 }],
      countries: [{ label: "Germany" }],
      lastEvents: [{ kind: "event", event: "order" }, { kind: "page", page: "/now" }, { page: "/before" }],
    });
    expect(live.minutes).toHaveLength(30);
    await expect(getLive(stranger.ctx, shop.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("bounds", () => {
  test("too long a range, too many filters or values, hours over months, and foreign sites are refused", async () => {
    await expect(ask({ range: { from: "2025-01-01", to: "2026-10-28" } })).rejects.toThrow();
    await expect(ask({ filters: Array.from({ length: 21 }, () => ALL[0] ?? []).flat() })).rejects.toThrow();
    await expect(ask({ filters: [{ dimension: "page", values: ["x".repeat(2_001)] }] })).rejects.toThrow();
    await expect(ask({ range: { from: "2026-08-01", to: "2026-10-28" } })).rejects.toThrow(/Hours/);
    await expect(
      ask({ filters: [{ dimension: "goal", values: [site.id] }], reports: [{ id: "t", kind: "totals" }] }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      queryReports(stranger.ctx, { siteId: site.id, range: RANGE, reports: everything }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("no report reads a whole partition of events or all visits", async () => {
    // As on a day that is not sealed, so that visits and the log are read too.
    await database.admin.query("UPDATE visit_columns_days SET is_dirty = true");
    const client = await appPool().connect();
    const plans: string[] = [];
    try {
      await client.query("BEGIN");
      await client.query(
        "SELECT set_config('app.tenant_id', $1, true), set_config('enable_seqscan', 'off', true)",
        [owner.tenantId],
      );
      const db = reportDbOf(client, owner.tenantId);
      const explain = async (sql: string, values: readonly unknown[] = []) => {
        const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, [...values]);
        plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
      };
      const explaining: ReportDb = {
        tenantId: owner.tenantId,
        async query(sql, values) {
          await explain(sql, values);
          return db.query(sql, values);
        },
        async copy(select, onRow) {
          await explain(select);
          return db.copy(select, onRow);
        },
      };
      forgetOpenDays();
      const question: z.output<typeof QueryReportsInput> = QueryReportsInput.parse({
        siteId: site.id,
        range: RANGE,
        filters: [
          { dimension: "page", op: "contains", values: ["a"] },
          { dimension: "country", values: ["DE"] },
        ],
        reports: [
          ...everything,
          { id: "g", kind: "goals" },
          { id: "p", kind: "event_properties", event: "signup" },
          { id: "j", kind: "journeys" },
          { id: "r", kind: "retention" },
          {
            id: "f",
            kind: "funnel",
            steps: [
              { kind: "page", pattern: "/*" },
              { kind: "event", pattern: "signup" },
            ],
          },
        ],
      });
      const asked = {
        site,
        range: RANGE,
        compareRange: { from: "2026-10-15", to: "2026-10-22" },
        reports: question.reports,
      };
      await answerReports(explaining, { ...asked, filters: question.filters });
      await answerReports(explaining, { ...asked, filters: [] });
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
    const all = plans.join("\n");
    expect(/site_no_name_id_id_idx/.test(all)).toBe(true);
    expect(/visits_site_no_start_day_idx/.test(all)).toBe(true);
    expect(
      plans.filter((plan) => /Seq Scan on (events|visits|visit_columns|rollup|tracking_values)/.test(plan)),
    ).toEqual([]);
  });
});
