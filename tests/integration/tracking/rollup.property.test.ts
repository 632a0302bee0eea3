import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { EventWriter } from "@/lib/tracking/collect/event-writer";
import { rollUpOnce } from "@/lib/tracking/rollup";
import {
  campaign,
  deliveries,
  eventsOfCampaign,
  JOURNEYS_A_CAMPAIGN,
  plainView,
  rowOf,
} from "../../fixtures/journeys";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant } from "../../fixtures/tenants";
import { catchUp, mintSite, storedReport } from "../../fixtures/tracking";
import { referenceReport } from "../../fixtures/tracking-reference";

// `npm run bench -- visits` runs the same with many more.
const JOURNEYS = Number(process.env.VISIT_JOURNEYS ?? 300);
const SEED = Number(process.env.VISIT_SEED ?? 20_261_122);
const TIME_MAX_MS = 60_000 + JOURNEYS * 1_000;

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

describe("rollup", () => {
  test(
    "journeys in any order, repeated, in any batches, over midnight, salt change and consent: as the reference says",
    async () => {
      const figures = { journeys: 0, events: 0, batches: 0, differences: 0 };
      await fc.assert(
        fc.asyncProperty(campaign, async (given) => {
          const site = await mintSite(tenantId, { timeZone: given.zone });
          const events = eventsOfCampaign(given);
          for (const batch of deliveries(events, given)) {
            await writer.submit(batch.map((event) => rowOf(event, site)));
            await rollUpOnce();
            figures.batches += 1;
          }
          await catchUp();
          figures.journeys += given.journeys.length;
          figures.events += events.length;
          figures.differences += 1;
          expect(await storedReport(site)).toEqual(referenceReport(events, given.zone));
          figures.differences -= 1;
        }),
        { numRuns: Math.ceil(JOURNEYS / JOURNEYS_A_CAMPAIGN), seed: SEED },
      );
      if (process.env.VISIT_RESULT) writeFileSync(process.env.VISIT_RESULT, JSON.stringify(figures));
    },
    TIME_MAX_MS,
  );

  test("people behind one address who agreed are told apart by their cookies; what came before goes to the nearest", async () => {
    const site = await mintSite(tenantId, { timeZone: "UTC" });
    const startMs = Date.UTC(2026, 10, 20, 10);
    const view = async (cookie: string | null, minutes: number): Promise<void> => {
      const atMs = startMs + minutes * 60_000;
      const row = rowOf({ ...plainView(atMs), person: "one address", isConsented: false }, site);
      const own =
        cookie === null
          ? row
          : { ...row, visitorKey: cookie, extra: JSON.stringify({ y: row.visitorKey, h: 1 }) };
      await writer.submit([own]);
      await rollUpOnce();
    };
    await view(null, 0);
    await view("101", 5);
    await view("202", 6);
    await view("101", 20);
    await view("202", 45);
    await view("202", 30);
    await catchUp();
    const { rows } = await systemPool().query(
      `SELECT visitor_key::text AS key, page_views AS pages FROM visits WHERE site_no = $1 AND merged_into_id IS NULL ORDER BY 1`,
      [site.no],
    );
    expect(rows).toEqual([
      { key: "101", pages: 3 },
      { key: "202", pages: 3 },
    ]);
    expect((await storedReport(site)).days["2026-11-20"]).toMatchObject({
      visitors: 2,
      identifiedVisitors: 2,
      visits: 2,
    });
  });
});
