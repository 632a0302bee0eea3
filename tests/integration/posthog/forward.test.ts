import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { getPosthogState, resumePosthog, savePosthogConnection } from "@/lib/posthog";
import { forwardSlice } from "@/lib/posthog/forward/forward-slice";
import { forwardDue } from "@/lib/posthog/sweeps/forward-due";
import { takeConnection } from "@/lib/posthog/sweeps/lease";
import { newId } from "@/lib/ids";
import { listNotifications } from "@/lib/notifications";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { mintTenant, type Person } from "../../fixtures/tenants";
import { mintSite, type MintedSite } from "../../fixtures/tracking";
import {
  connecting,
  forwardAll,
  hurry,
  logEvents,
  OTHER_PROJECT_KEY,
  SANDBOX_PROJECT_KEY,
  seenBy,
  type Written,
} from "./support";

let sandbox: OwnSandbox;
let database: OwnDatabase;
let owner: Person;
let site: MintedSite;

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase({
    ...sandbox.env,
    POSTHOG_TIMEOUT_MS: "1500",
    POSTHOG_FORWARD_INTERVAL_MS: "20",
    POSTHOG_RETRY_MS: "20",
    POSTHOG_LEASE_MS: "1000",
  });
});
beforeEach(async () => {
  await systemPool().query("UPDATE posthog_connections SET forwards_events = false");
  await sandbox.reset();
  owner = await mintTenant();
  site = await mintSite(owner.tenantId);
});
afterAll(async () => {
  await database.drop();
  await sandbox.stop();
});

const stateOf = async (person: Person) => {
  const { connection } = await getPosthogState(person.ctx);
  if (!connection) throw new Error("not connected");
  return connection;
};
const views = (count: number): Written[] =>
  Array.from({ length: count }, (_, index) => ({ path: `/${index}` }));

describe("what PostHog gets", () => {
  test("page views and events from now on, with PostHog's own names; no visible time, nothing of before", async () => {
    await logEvents(site, [{ path: "/before" }]);
    await savePosthogConnection(owner.ctx, connecting());
    const contactId = newId();
    const source = {
      channel: "Email",
      source: "news",
      utmSource: "news",
      utmMedium: "email",
      utmCampaign: "june",
    };
    const [view, event] = await logEvents(site, [
      {
        path: "/pricing",
        visitorKey: 77,
        source: { ...source, referrer: "mail.example/inbox" },
        client: {
          country: "DE",
          region: "Bavaria",
          city: "Munich",
          device: "mobile",
          browser: "Chrome",
          os: "Android",
          language: "de",
          screenWidthPx: 400,
        },
      },
      {
        path: "/pricing",
        name: "Trial started",
        props: { plan: "pro", $current_url: "forged" },
        contactId,
        visitorKey: 77,
      },
      { name: "" },
    ]);
    await forwardAll(owner);
    const { events } = await seenBy(sandbox);
    expect(events.map(({ uuid }) => uuid)).toEqual([view, event]);
    const [first, second] = events;
    expect(first).toMatchObject({
      event: "$pageview",
      properties: {
        $current_url: `https://${site.domain}/pricing`,
        $pathname: "/pricing",
        $referrer: "https://mail.example/inbox",
        $referring_domain: "mail.example",
        utm_source: "news",
        utm_medium: "email",
        utm_campaign: "june",
        $browser: "Chrome",
        $os: "Android",
        $device_type: "Mobile",
        $geoip_country_code: "DE",
        $geoip_city_name: "Munich",
        $geoip_disable: true,
        $lib: "posthog-node",
        $process_person_profile: false,
      },
    });
    expect(first?.distinctId).toMatch(/^v_[\w-]{24}$/);
    expect(new Date(first?.timestamp ?? 0).getTime()).toBe(
      Number.parseInt((view ?? "").replace("-", "").slice(0, 12), 16),
    );
    expect(second).toMatchObject({
      event: "Trial started",
      distinctId: contactId,
      properties: { plan: "pro", $current_url: `https://${site.domain}/pricing`, visitor: first?.distinctId },
    });
    expect(await stateOf(owner)).toMatchObject({
      status: "forwarding",
      forwardedCount: 2,
      refusedCount: 0,
      lag: { events: 0, isMore: false, since: null },
      lastEventAt: second?.timestamp,
      lastError: null,
    });
  });

  test("each workspace's events go to its own project, and the same visitor has another name there", async () => {
    const other = await mintTenant();
    const otherSite = await mintSite(other.tenantId);
    await savePosthogConnection(owner.ctx, connecting());
    await savePosthogConnection(other.ctx, connecting({ projectKey: OTHER_PROJECT_KEY }));
    const [mine] = await logEvents(site, [{ visitorKey: 5 }]);
    const [theirs] = await logEvents(otherSite, [{ visitorKey: 5 }]);
    await forwardAll(owner);
    await forwardAll(other);
    const [a, b] = [await seenBy(sandbox), await seenBy(sandbox, OTHER_PROJECT_KEY)];
    expect([a.events.map((e) => e.uuid), b.events.map((e) => e.uuid)]).toEqual([[mine], [theirs]]);
    expect(a.events[0]?.distinctId).not.toBe(b.events[0]?.distinctId);
  });
});

describe("exactly once", () => {
  test("the connection breaks after PostHog has written: sent again, kept once", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    const ids = await logEvents(site, views(30));
    await sandbox.fault("posthog", { kind: "reset", when: "after", path: "/batch", times: 3 });
    await forwardAll(owner);
    const { events, duplicates } = await seenBy(sandbox);
    expect(events.map(({ uuid }) => uuid)).toEqual(ids);
    expect(duplicates).toBe(90);
    expect(await stateOf(owner)).toMatchObject({ forwardedCount: 30, status: "forwarding" });
  });

  test("a run that ends between PostHog's yes and the cursor: the next one sends the same uuids", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    const ids = await logEvents(site, views(5));
    await hurry(owner.tenantId);
    let leased = await takeConnection();
    while (leased && (await stateOf(owner)).lag.events !== 5) leased = await takeConnection();
    if (!leased) throw new Error("nothing was due");
    // As after kill -9: what it would have written is lost, because its lease is not the one that stands there.
    for (let round = 0; (await seenBy(sandbox)).events.length < 5 && round < 100; round += 1)
      await forwardSlice({ ...leased, lease: newId() });
    expect((await stateOf(owner)).forwardedCount).toBe(0);
    expect(await forwardDue()).toBe(0); // the dead run's lease still stands
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await forwardAll(owner);
    const { events, duplicates } = await seenBy(sandbox);
    expect(events.map(({ uuid }) => uuid)).toEqual(ids);
    expect(duplicates).toBe(5);
    expect((await stateOf(owner)).forwardedCount).toBe(5);
  });

  test("an outage loses nothing: what waits is told, and caught up in order; ingest goes on meanwhile", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    await sandbox.fault("posthog", { kind: "answer", path: "/batch", status: 503, times: 1_000 });
    const ids: string[] = [];
    for (let hour = 0; hour < 12; hour += 1) {
      const startedAtMs = performance.now();
      ids.push(...(await logEvents(site, views(200))));
      expect(performance.now() - startedAtMs).toBeLessThan(2_000);
      await hurry(owner.tenantId);
      await forwardDue({ timeMaxMs: 100 });
    }
    const away = await stateOf(owner);
    expect(away).toMatchObject({
      status: "retrying",
      forwardedCount: 0,
      lag: { events: 2_400, isMore: false },
    });
    expect(away.lastError).toMatch(/PostHog is not well/);
    expect(away.advice).toMatch(/tried again by itself/);
    expect(Date.parse(away.lag.since ?? "")).toBeLessThan(Date.now());
    await sandbox.reset("posthog");
    await forwardAll(owner);
    const { events, duplicates } = await seenBy(sandbox);
    expect(events.map(({ uuid }) => uuid)).toEqual(ids);
    expect(duplicates).toBe(0);
    expect(await stateOf(owner)).toMatchObject({ status: "forwarding", forwardedCount: 2_400 });
  });

  test("whoever is slow does not hold up the others", async () => {
    const other = await mintTenant();
    const otherSite = await mintSite(other.tenantId);
    await savePosthogConnection(owner.ctx, connecting());
    await savePosthogConnection(other.ctx, connecting({ projectKey: OTHER_PROJECT_KEY }));
    const ids = await logEvents(otherSite, views(3));
    await logEvents(site, views(3));
    await sandbox.fault("posthog", { kind: "hang", path: "/batch", ms: 1_400 });
    await forwardAll(other);
    await forwardAll(owner);
    expect((await seenBy(sandbox, OTHER_PROJECT_KEY)).events.map(({ uuid }) => uuid)).toEqual(ids);
    expect((await seenBy(sandbox)).events).toHaveLength(3);
  });
});

describe("what PostHog does not take", () => {
  test("a batch that is too large goes in smaller ones; a single event that is too large is left out and counted", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    const [first, huge, last] = await logEvents(site, [
      {},
      {
        name: "Huge",
        props: Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`k${n}`, newId()])),
      },
      {},
    ]);
    await sandbox.fault("posthog", {
      kind: "own",
      name: "too-large-above",
      params: { bytes: 20_000 },
      times: 100,
    });
    await forwardAll(owner);
    const { events } = await seenBy(sandbox);
    expect(events.map(({ uuid }) => uuid).sort()).toEqual([first, last].sort());
    expect(events.map(({ uuid }) => uuid)).not.toContain(huge);
    const state = await stateOf(owner);
    expect(state).toMatchObject({ status: "forwarding", forwardedCount: 2, refusedCount: 1 });
    expect(state.lastError).toMatch(/refused one event as too large/);
  });

  test("a key that was withdrawn pauses the connection, tells the admins once, and goes on after the mending", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    const ids = await logEvents(site, views(4));
    const refusal = {
      kind: "answer",
      path: "/batch",
      status: 401,
      body: { detail: `Bad key ${SANDBOX_PROJECT_KEY}` },
    } as const;
    await sandbox.fault("posthog", { ...refusal, times: 2 });
    await forwardAll(owner);
    const paused = await stateOf(owner);
    expect(paused).toMatchObject({ status: "paused", forwardedCount: 0 });
    expect(paused.lastError).toBe("PostHog does not accept the key. PostHog says: Bad key [key]");
    expect(paused.advice).toMatch(/Paste the project key anew/);
    const { items } = await listNotifications(owner.ctx);
    expect(items.map(({ kind, href }) => [kind, href])).toEqual([["posthog", "/settings/posthog"]]);
    await hurry(owner.tenantId);
    expect(await forwardDue()).toBe(0);
    await resumePosthog(owner.ctx); // the cause is still there: it pauses again
    await forwardAll(owner);
    expect((await stateOf(owner)).status).toBe("paused");
    await savePosthogConnection(owner.ctx, connecting({ projectKey: SANDBOX_PROJECT_KEY }));
    await forwardAll(owner);
    expect((await seenBy(sandbox)).events.map(({ uuid }) => uuid)).toEqual(ids);
    expect(await stateOf(owner)).toMatchObject({ status: "forwarding", forwardedCount: 4 });
  });

  test("a plan's limit is told, and the events wait for the next month", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    const ids = await logEvents(site, views(2));
    await sandbox.fault("posthog", { kind: "own", name: "quota-limited", times: 1 });
    for (let round = 0; round < 100 && (await stateOf(owner)).status !== "limited"; round += 1) {
      await hurry(owner.tenantId);
      await forwardDue({ timeMaxMs: 50 });
    }
    const limited = await stateOf(owner);
    expect(limited).toMatchObject({ status: "limited", forwardedCount: 0, lag: { events: 2 } });
    expect(limited.lastError).toMatch(/limit of its plan/);
    expect(Date.parse(limited.retryAt ?? "") - Date.now()).toBeGreaterThan(10 * 60_000);
    await forwardAll(owner);
    expect((await seenBy(sandbox)).events.map(({ uuid }) => uuid)).toEqual(ids);
    expect(await stateOf(owner)).toMatchObject({ status: "forwarding", forwardedCount: 2 });
  });

  test("an answer of 200 that is not PostHog's counts as nothing", async () => {
    await savePosthogConnection(owner.ctx, connecting());
    const ids = await logEvents(site, views(1));
    await sandbox.fault("posthog", { kind: "answer", path: "/batch", status: 200, body: "<h1>Welcome</h1>" });
    for (let round = 0; round < 100 && (await stateOf(owner)).status !== "retrying"; round += 1) {
      await hurry(owner.tenantId);
      await forwardDue({ timeMaxMs: 50 });
    }
    expect((await stateOf(owner)).lastError).toMatch(/not as a PostHog does/);
    await forwardAll(owner);
    expect((await seenBy(sandbox)).events.map(({ uuid }) => uuid)).toEqual(ids);
  });
});
