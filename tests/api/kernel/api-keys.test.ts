import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE as revoke } from "@/app/api/v1/api-keys/[keyId]/route";
import { GET as list, POST as create } from "@/app/api/v1/api-keys/route";
import { PATCH as patchRequest } from "@/app/api/v1/requests/[requestId]/route";
import { GET as listRequests } from "@/app/api/v1/requests/route";
import { GET as listSites, POST as createSite } from "@/app/api/v1/sites/route";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintRichTenant } from "../../fixtures/rich-tenant";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";

let database: OwnDatabase;
beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database.drop());

const make = (as: Person, body: object, headers = {}) =>
  call(create, {
    as,
    method: "POST",
    path: "/api/v1/api-keys",
    body: { name: "Site sync", ...body },
    headers,
  });
const newKeyOf = async (as: Person, scopes = ["sites.read"], more = {}) => {
  const answer = await make(as, { scopes, ...more });
  expect(answer.status, answer.text).toBe(201);
  return { id: String(answer.json?.id), key: String(answer.json?.key) };
};
const withKey = (key: string, headers = {}) => ({ authorization: `Bearer ${key}`, ...headers });
const sites = (key: string, headers = {}) =>
  call(listSites, { path: "/api/v1/sites", headers: withKey(key, headers) });

describe("API keys", () => {
  it("work with their scopes and nothing beyond, are shown once and stored as a hash", async () => {
    const owner = await mintTenant();
    const { id, key } = await newKeyOf(owner);
    expect(key).toMatch(/^ba_[A-Za-z0-9]{8}_[\w-]{43}$/);
    expect((await sites(key)).status).toBe(200);
    const refused = await call(createSite, {
      method: "POST",
      path: "/api/v1/sites",
      headers: withKey(key),
      body: { name: "x", domain: "x.example" },
    });
    expect(refused.status).toBe(403);
    const listed = await call(list, { as: owner, path: "/api/v1/api-keys" });
    expect(listed.text).not.toContain(key);
    expect(listed.json?.items).toEqual([
      expect.objectContaining({ id, prefix: key.slice(0, 11), lastUsedAt: expect.any(String) }),
    ]);
    const stored = await database.admin.query<{ row: string }>(
      "SELECT to_jsonb(k)::text AS row FROM api_keys k WHERE id = $1",
      [id],
    );
    expect(stored.rows[0]?.row).not.toContain(key.slice(12));
  });

  it("change nothing by cookie rules: a key needs no Origin, and a wrong one never falls back to the cookie", async () => {
    const owner = await mintTenant();
    const { key } = await newKeyOf(owner);
    expect((await sites(key, { origin: "https://elsewhere.example" })).status).toBe(200);
    for (const wrong of [`${key.slice(0, -1)}x`, "ba_x", `${key}${key}`]) {
      const answer = await call(listSites, { as: owner, path: "/api/v1/sites", headers: withKey(wrong) });
      expect(answer.status).toBe(401);
    }
    for (const header of ["", "Basic abc", "Bearer", `Bearer ${"x".repeat(5_000)}`]) {
      const answer = await call(listSites, {
        as: owner,
        path: "/api/v1/sites",
        headers: { authorization: header },
      });
      expect(answer.status, header).toBe(401);
    }
  });

  it("end when they run out, are revoked, or their maker goes, within one request", async () => {
    const owner = await mintTenant();
    const admin = await mintMember(owner.tenantId, "admin");
    const revoked = await newKeyOf(owner);
    expect((await sites(revoked.key)).status).toBe(200);
    const params = { keyId: revoked.id };
    const asked = { as: owner, method: "DELETE", path: `/api/v1/api-keys/${revoked.id}`, params };
    expect((await call(revoke, asked)).json?.revokedAt).toEqual(expect.any(String));
    expect((await call(revoke, asked)).status).toBe(200);
    expect((await sites(revoked.key)).status).toBe(401);

    const left = await newKeyOf(admin);
    const where = { tenantId_userId: { tenantId: owner.tenantId, userId: admin.userId } };
    await systemDb().membership.update({ where, data: { isActive: false } });
    expect((await sites(left.key)).status).toBe(401);
    await systemDb().membership.update({ where, data: { isActive: true } });
    expect((await sites(left.key)).status).toBe(200);
    await systemDb().user.update({ where: { id: admin.userId }, data: { isActive: false } });
    expect((await sites(left.key)).status).toBe(401);

    const dated = await newKeyOf(owner, ["sites.read"], {
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect((await sites(dated.key)).status).toBe(200);
    setClockForTests(() => Date.now() + 61_000);
    try {
      expect((await sites(dated.key)).status).toBe(401);
    } finally {
      setClockForTests(null);
    }
  });

  it("shrink with their maker's role on the next request", async () => {
    const a = await mintRichTenant(database.admin);
    const admin = await mintMember(a.tenantId, "admin");
    const { key } = await newKeyOf(admin, ["requests.read", "requests.write"]);
    const change = () =>
      call(patchRequest, {
        method: "PATCH",
        path: `/api/v1/requests/${a.ids.requestId}`,
        params: { requestId: a.ids.requestId ?? "" },
        headers: withKey(key),
        body: { status: "open" },
      });
    expect((await change()).status).toBe(200);
    await systemDb().membership.update({
      where: { tenantId_userId: { tenantId: a.tenantId, userId: admin.userId } },
      data: { role: "viewer" },
    });
    expect((await change()).status).toBe(403);
    expect((await call(listRequests, { path: "/api/v1/requests", headers: withKey(key) })).status).toBe(200);
  });

  it("stay in their workspace", async () => {
    const [owner, other] = [await mintTenant(), await mintTenant()];
    const { key } = await newKeyOf(owner);
    expect((await sites(key, { "x-workspace-id": owner.tenantId })).status).toBe(200);
    expect((await sites(key, { "x-workspace-id": other.tenantId })).status).toBe(404);
  });

  it("cannot hold what is for people, what does not exist, or what their maker does not hold", async () => {
    const owner = await mintTenant();
    const editor = await mintMember(owner.tenantId, "editor");
    for (const scope of ["members.write", "api_keys.write", "workspace.delete", "nonsense", "__proto__"]) {
      const answer = await make(owner, { scopes: ["sites.read", scope] });
      expect(answer.status, scope).toBe(422);
      expect(answer.json?.invalidParams).toEqual([{ name: "scopes.1", reason: expect.any(String) }]);
    }
    expect((await make(editor, { scopes: ["sites.read"] })).status).toBe(403);
    expect((await make(owner, { scopes: [] })).status).toBe(422);
    expect((await make(owner, { scopes: ["sites.read"], expiresAt: "2020-01-01T00:00:00Z" })).status).toBe(
      422,
    );
  });

  it("have a limit of their own", async () => {
    const owner = await mintTenant();
    const { key } = await newKeyOf(owner, ["sites.read"], { ratePerMin: 3 });
    const answers = [await sites(key), await sites(key), await sites(key), await sites(key)];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers.get("ratelimit-limit")).toBe("3");
    expect(answers[3]?.headers.get("retry-after")).toMatch(/^\d+$/);
    const second = await newKeyOf(owner);
    expect((await sites(second.key)).status).toBe(200);
  });

  it("made twice under one Idempotency-Key are one, answered alike, and lie nowhere in the clear", async () => {
    const owner = await mintTenant();
    const twice = [1, 2].map(() => make(owner, { scopes: ["sites.read"] }, { "idempotency-key": "one" }));
    const [first, second] = await Promise.all(twice);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.json?.key).toBe(second?.json?.key);
    const kept = await database.admin.query<{ row: string }>(
      "SELECT to_jsonb(i)::text AS row FROM idempotency_keys i WHERE tenant_id = $1",
      [owner.tenantId],
    );
    expect(kept.rows).toHaveLength(1);
    expect(kept.rows[0]?.row).not.toContain(String(first?.json?.key).slice(12));
  });
});
