import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import {
  findVisitForSubmission,
  getVisitWithPages,
  overviewTotals,
  queryReports,
  resolveSubmissionVisit,
} from "@/lib/tracking";
import { Collector } from "@/lib/tracking/collect";
import { siteDay } from "@/lib/tracking/time/site-day";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant, type Person } from "../../fixtures/tenants";
import { catchUp, type MintedSite, mintSite } from "../../fixtures/tracking";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const GERMAN = "80.187.100.1";
const AMERICAN = "8.8.8.8";

let database: OwnDatabase;
let owner: Person;
let stranger: Person;
let site: MintedSite;
let collector: Collector;
let today: string;

async function send(ip: string, more: Record<string, unknown>): Promise<string> {
  const id = v7();
  const event = {
    k: site.siteKey,
    i: id,
    t: "p",
    u: `https://${site.domain}/`,
    w: 1920,
    l: "en",
    s: Date.now(),
    ...more,
  };
  const outcome = await collector.collect({
    body: JSON.stringify(event),
    peer: ip,
    forwardedFor: undefined,
    userAgent: CHROME,
  });
  expect(outcome.status).toBe(204);
  return id;
}

const page = (path: string): string => `https://${site.domain}${path}`;

beforeAll(async () => {
  database = await useOwnDatabase();
  owner = await mintTenant();
  stranger = await mintTenant();
  site = await mintSite(owner.tenantId, { timeZone: "Europe/Berlin" });
  collector = new Collector({
    pool: systemPool(),
    trustedProxies: [],
    limitPerMin: 1_000,
    cityFile: undefined,
    log: { warn: () => undefined, info: () => undefined },
  });
  today = siteDay(site.timeZone, Date.now());
  await send(GERMAN, { u: page("/?utm_source=letter&utm_medium=email&utm_campaign=autumn") });
  await send(GERMAN, { u: page("/prices"), r: page("/") });
  await send(GERMAN, { t: "e", n: "signup" });
  await send(AMERICAN, { u: page("/"), r: "https://www.google.com/" });
  await catchUp();
});
afterAll(() => database.drop());

describe("reports", () => {
  test("totals, days and breakdowns, and which table served them", async () => {
    const answer = await queryReports(owner.ctx, {
      siteId: site.id,
      range: { from: today, to: today },
      compare: "previous",
      reports: [
        { id: "t", kind: "totals" },
        { id: "s", kind: "series", interval: "day" },
        { id: "pages", kind: "breakdown", dimension: "page" },
        { id: "channels", kind: "breakdown", dimension: "channel", limit: 1 },
        { id: "countries", kind: "breakdown", dimension: "country" },
        { id: "campaigns", kind: "breakdown", dimension: "campaign" },
      ],
    });
    expect(answer.site).toEqual({ id: site.id, timeZone: "Europe/Berlin" });
    expect(answer.servedBy).toMatchObject({ t: "rollup_days", s: "rollup_days", pages: "rollup_dimensions" });
    const none = {
      visitors: 0,
      identifiedVisitors: 0,
      visits: 0,
      pageViews: 0,
      events: 0,
      bounces: 0,
      visibleMs: 0,
    };
    expect(answer.results.t).toEqual({
      kind: "totals",
      visitorsAreDailySums: false,
      identifiedVisitors: 0,
      visibleMs: 0,
      visitors: 2,
      visits: 2,
      pageViews: 3,
      events: 1,
      bounces: 1,
      previous: none,
    });
    expect(answer.results.s).toMatchObject({
      points: [{ day: today, visitors: 2, visits: 2, pageViews: 3 }],
    });
    expect(answer.results.pages).toMatchObject({
      total: 2,
      rows: [
        { value: "/", visitors: 2, visits: 2, pageViews: 2, previous: { visits: 0 } },
        { value: "/prices", visitors: 1, visits: 1, pageViews: 1, previous: { visits: 0 } },
      ],
    });
    expect(answer.results.channels).toMatchObject({ total: 2, rows: [{ visitors: 1 }] });
    expect(answer.results.countries).toMatchObject({
      rows: [
        { value: "DE", label: "Germany", visits: 1, pageViews: 2 },
        { value: "US", label: "United States", visits: 1, pageViews: 1 },
      ],
    });
    expect(answer.results.campaigns).toMatchObject({ total: 1, rows: [{ value: "autumn" }] });
  });

  test("the period before has the same length", async () => {
    const answer = await queryReports(owner.ctx, {
      siteId: site.id,
      range: { from: "2026-03-01", to: "2026-03-07" },
      compare: "previous",
      reports: [{ id: "s", kind: "series", interval: "day" }],
    });
    expect(answer.compareRange).toEqual({ from: "2026-02-22", to: "2026-02-28" });
    expect(answer.results.s).toMatchObject({ points: { length: 7 }, previous: { length: 7 } });
  });

  test("another workspace finds no site; nonsense is refused", async () => {
    const query = {
      siteId: site.id,
      range: { from: today, to: today },
      reports: [{ id: "t", kind: "totals" as const }],
    };
    await expect(queryReports(stranger.ctx, query)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      queryReports(owner.ctx, { ...query, range: { from: "2026-02-02", to: "2026-02-01" } }),
    ).rejects.toThrow();
    await expect(queryReports(owner.ctx, { ...query, reports: [] })).rejects.toThrow();
    expect(await overviewTotals(stranger.ctx, { from: today, to: today })).toMatchObject({
      sites: 0,
      visits: { value: 0 },
    });
  });

  test("the overview adds all sites of the workspace", async () => {
    expect(await overviewTotals(owner.ctx, { from: today, to: today })).toMatchObject({
      sites: 1,
      visitors: { value: 2, previous: 0 },
      pageViews: { value: 3 },
      days: [{ day: today, visits: 2 }],
    });
  });
});

describe("the visit of a submission", () => {
  const input = (more: Record<string, unknown> = {}) => ({
    siteId: site.id,
    ip: GERMAN,
    userAgent: CHROME,
    at: new Date(),
    ...more,
  });

  test("is found by the collector's own hash", async () => {
    const { visitId, trace } = await findVisitForSubmission(owner.ctx, input());
    const visit = await getVisitWithPages(owner.ctx, visitId ?? "");
    expect(visit).toMatchObject({
      entryPage: "/",
      exitPage: "/prices",
      channel: "Email",
      source: "letter",
      country: "DE",
      pageViews: 2,
    });
    expect(visit.pages.map((each) => each.path)).toEqual(["/", "/prices"]);
    expect(await resolveSubmissionVisit(owner.ctx, trace)).toBe(visitId);
  });

  test("the last event wins over address and user agent", async () => {
    const eventId = await send(AMERICAN, { u: page("/contact") });
    await catchUp();
    const { visitId } = await findVisitForSubmission(owner.ctx, input({ lastEventId: eventId }));
    expect(await getVisitWithPages(owner.ctx, visitId ?? "")).toMatchObject({
      country: "US",
      exitPage: "/contact",
    });
  });

  test("before the rollup it is not there yet, and the trace finds it afterwards", async () => {
    const eventId = await send("91.198.174.192", { u: page("/contact") });
    const { visitId, trace } = await findVisitForSubmission(
      owner.ctx,
      input({ ip: "91.198.174.192", lastEventId: eventId }),
    );
    expect(visitId).toBeNull();
    await catchUp();
    const found = await resolveSubmissionVisit(owner.ctx, trace);
    expect(found).not.toBeNull();
    expect(await resolveSubmissionVisit(owner.ctx, { ...trace, trackingEventId: null })).toBe(found);
  });

  test("none: unknown sender, made-up or foreign event id, long ago", async () => {
    const ask = async (more: Record<string, unknown>) =>
      (await findVisitForSubmission(owner.ctx, input(more))).visitId;
    expect(await ask({ ip: "203.0.113.9" })).toBeNull();
    expect(await ask({ ip: "203.0.113.9", lastEventId: v7() })).toBeNull();
    expect(await ask({ at: new Date(Date.now() + 31 * 60_000) })).toBeNull();
    await expect(findVisitForSubmission(stranger.ctx, input())).rejects.toMatchObject({ code: "not_found" });
    const { visitId } = await findVisitForSubmission(owner.ctx, input());
    await expect(getVisitWithPages(stranger.ctx, visitId ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  test("a visit that was joined to an earlier one is still found under its old id", async () => {
    const ip = "91.198.174.193";
    const atMinutesAgo = (minutes: number) => ({ i: v7({ msecs: Date.now() - minutes * 60_000 }) });
    await send(ip, { ...atMinutesAgo(50), u: page("/first") });
    await send(ip, { ...atMinutesAgo(5), u: page("/second") });
    await catchUp();
    const later = (await findVisitForSubmission(owner.ctx, input({ ip }))).visitId ?? "";
    expect((await getVisitWithPages(owner.ctx, later)).entryPage).toBe("/second");
    await send(ip, { ...atMinutesAgo(27), u: page("/between") });
    await catchUp();
    const joined = await getVisitWithPages(owner.ctx, later);
    expect(joined.id).not.toBe(later);
    expect(joined.pages.map((each) => each.path)).toEqual(["/first", "/between", "/second"]);
  });
});
