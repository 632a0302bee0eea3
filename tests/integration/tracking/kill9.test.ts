import { afterAll, beforeAll, expect, test } from "vitest";
import { killCampaign, zoneAtNoon } from "../../bench/load/kill-campaign";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintTenant } from "../../fixtures/tenants";
import { mintSite } from "../../fixtures/tracking";

let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database.drop());

test("collector and worker killed five times under load: acknowledged, stored and rolled up are the same", async () => {
  const { tenantId } = await mintTenant();
  const site = await mintSite(tenantId, { timeZone: zoneAtNoon() });
  const { DATABASE_ADMIN_URL: adminUrl, ...env } = database.urls;
  const result = await killCampaign({ kills: 5, env: { ...env, REDIS_URL: "" }, adminUrl, site });
  expect(result.kills).toEqual({ collector: 3, worker: 2 });
  expect(result.acknowledged).toBeGreaterThan(100);
  expect(result).toMatchObject({ stored: result.acknowledged, missing: 0 });
  expect(result.fromRollup).toEqual(result.fromEvents);
}, 120_000);
