import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import type { EventRow } from "@/lib/tracking/collect/event-rows";
import { EventWriter } from "@/lib/tracking/collect/event-writer";
import { keyDays, saltKey, visitorKey, type SaltKey } from "@/lib/tracking/collect/visitor-key";
import { EVENT_KIND } from "@/lib/tracking/collect/wire";
import { rollUpOnce } from "@/lib/tracking/rollup";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant } from "../../fixtures/tenants";
import { catchUp, type MintedSite, mintSite, storedReport } from "../../fixtures/tracking";
import { type ReferenceEvent, referenceReport } from "../../fixtures/tracking-reference";

let database: OwnDatabase;
let tenantId: string;
let writer: EventWriter;

beforeAll(async () => {
  database = await useOwnDatabase();
  await database.admin.query("SELECT ensure_event_partitions('2026-10-01')");
  tenantId = (await mintTenant()).tenantId;
  writer = new EventWriter(systemPool(), {
    onAway: () => undefined,
    onBack: () => undefined,
    onRefused: (_row, error) => {
      throw error;
    },
  });
});
afterAll(() => database.drop());

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"];
const MINUTE_MS = 60_000;
// Each covers a midnight of every zone above; the second and third the nights in which Berlin and New York put their clocks back.
const BASES_MS = [Date.UTC(2026, 10, 20, 16), Date.UTC(2026, 9, 24, 16), Date.UTC(2026, 9, 31, 18)];

const PATHS = ["/", "/a", "/b", "/c"];
const SOURCES = [
  null,
  null,
  { channel: "Organic Search", source: "google", campaign: "" },
  { channel: "Email", source: "newsletter", campaign: "autumn" },
];
const CLIENTS = [
  { country: "DE", device: "desktop", browser: "Chrome", os: "Windows" },
  { country: "", device: "mobile", browser: "Safari", os: "iOS" },
];

// Pauses of 29 min 59 s, 30 min and 30 min 1 s among them, and several tabs that write at the same instant.
const pauseMs = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 25 * MINUTE_MS }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      0,
      0,
      30 * MINUTE_MS - 1,
      30 * MINUTE_MS,
      30 * MINUTE_MS + 1,
      30 * MINUTE_MS - 1_000,
    ),
  },
  { weight: 2, arbitrary: fc.integer({ min: 31 * MINUTE_MS, max: 400 * MINUTE_MS }) },
);
const step = fc.record({
  pauseMs,
  kind: fc.constantFrom<ReferenceEvent["kind"]>("page", "page", "page", "custom", "engagement"),
  path: fc.constantFrom(...PATHS),
  source: fc.constantFrom(...SOURCES),
  visibleMs: fc.constantFrom(0, 4_000, 9_999, 10_000, 60_000),
});
const journey = fc.record({
  startMinutes: fc.integer({ min: 0, max: 16 * 60 }),
  client: fc.constantFrom(...CLIENTS),
  steps: fc.array(step, { minLength: 1, maxLength: 10 }),
});
const campaign = fc.record({
  zone: fc.constantFrom(...ZONES),
  baseMs: fc.constantFrom(...BASES_MS),
  journeys: fc.array(journey, { minLength: 3, maxLength: 3 }),
  order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  batches: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 10 }),
  repeats: fc.array(fc.nat(), { maxLength: 6 }),
});
type Journey = typeof journey extends fc.Arbitrary<infer T> ? T : never;

let serial = 0;
function nextId(atMs: number): string {
  serial += 1;
  const [time, tail] = [atMs.toString(16).padStart(12, "0"), serial.toString(16).padStart(12, "0")];
  // Not in order of time within a millisecond: the tail's digits are turned round.
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${[...tail].reverse().join("")}`;
}

function eventsOf(
  { startMinutes, client, steps }: Journey,
  baseMs: number,
  person: string,
): ReferenceEvent[] {
  let atMs = baseMs + startMinutes * MINUTE_MS;
  return steps.map((each) => {
    atMs += each.pauseMs;
    const { kind, path } = each;
    return {
      id: nextId(atMs),
      person,
      atMs,
      kind,
      path,
      visibleMs: kind === "engagement" ? each.visibleMs : 0,
      source: kind === "engagement" ? null : each.source,
      client,
    };
  });
}

const salts = new Map<string, SaltKey>();
const saltOf = (day: string): SaltKey => {
  const salt = salts.get(day) ?? saltKey(Buffer.from(`salt of ${day}`));
  salts.set(day, salt);
  return salt;
};

const KINDS = { page: EVENT_KIND.pageView, custom: EVENT_KIND.custom, engagement: EVENT_KIND.engagement };

function rowOf(event: ReferenceEvent, site: MintedSite): EventRow {
  const { day, priorDay } = keyDays(site.timeZone, event.atMs);
  const keyAt = (of: string) => visitorKey(saltOf(of), site.no, event.person, "agent");
  const { source } = event;
  return {
    siteNo: site.no,
    tenantId: site.tenantId,
    id: event.id,
    visitorKey: keyAt(day),
    priorVisitorKey: priorDay && keyAt(priorDay),
    occurredAtMs: event.atMs,
    kind: KINDS[event.kind],
    path: event.path,
    client: JSON.stringify(event.client),
    source:
      source &&
      JSON.stringify({
        channel: source.channel,
        source: source.source,
        utmCampaign: source.campaign || undefined,
      }),
    name: event.kind === "custom" ? "signup" : null,
    propsJson: null,
    visibleMs: event.kind === "engagement" ? event.visibleMs : null,
  };
}

/** The same list in another order, cut into batches. */
function deliveries<T>(list: T[], order: number[], sizes: number[]): T[][] {
  const left = list.map((item, index) => ({ item, weight: order[index % order.length] ?? 0 }));
  const shuffled = left.sort((a, b) => a.weight - b.weight).map(({ item }) => item);
  const batches: T[][] = [];
  for (let at = 0, turn = 0; at < shuffled.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(shuffled.slice(at, at + size));
    at += size;
  }
  return batches;
}

describe("rollup", () => {
  test("300 journeys in any order, repeated, in any batches, over midnight and salt change: as the reference says", async () => {
    await fc.assert(
      fc.asyncProperty(campaign, async ({ zone, baseMs, journeys, order, batches, repeats }) => {
        const site = await mintSite(tenantId, { timeZone: zone });
        const events = journeys.flatMap((each, index) => eventsOf(each, baseMs, `person ${index}`));
        const again = repeats.flatMap((number) => events[number % events.length] ?? []);
        for (const batch of deliveries([...events, ...again], order, batches)) {
          await writer.submit(batch.map((event) => rowOf(event, site)));
          await rollUpOnce();
        }
        await catchUp();
        expect(await storedReport(site)).toEqual(referenceReport(events, zone));
      }),
      { numRuns: 100, seed: 20_261_122 },
    );
  }, 240_000);
});
