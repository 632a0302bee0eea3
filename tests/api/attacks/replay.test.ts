import { afterAll, beforeAll, expect, it } from "vitest";
import * as apiKeys from "@/app/api/v1/api-keys/route";
import { systemDb } from "@/lib/db";
import { newKey } from "@/lib/ids";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { call, mintMember, mintTenant } from "../../fixtures/tenants";

let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database.drop());

it("an Idempotency-Key opens nothing to who may not ask any more: its answer, a key shown once, stays closed", async () => {
  const owner = await mintTenant();
  const admin = await mintMember(owner.tenantId, "admin");
  const headers = { "idempotency-key": newKey() };
  const body = { name: "shown once", scopes: ["sites.read"] };
  const ask = (as = admin) =>
    call(apiKeys.POST, { method: "POST", path: "/api/v1/api-keys", as, headers, body });
  const [first, again] = [await ask(), await ask()];
  expect([first.status, again.json?.key]).toEqual([201, first.json?.key]);
  expect((await ask(owner)).json?.key).not.toBe(first.json?.key);
  const where = { tenantId_userId: { tenantId: owner.tenantId, userId: admin.userId } };
  await systemDb().membership.update({ where, data: { role: "viewer" } });
  const demoted = await ask();
  await systemDb().membership.update({ where, data: { role: "admin", isActive: false } });
  const away = await ask();
  expect([demoted.status, away.status]).toEqual([403, 404]);
  expect(demoted.text + away.text).not.toContain(String(first.json?.key));
});
