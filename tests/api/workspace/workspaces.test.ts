import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as audit } from "@/app/api/v1/audit/route";
import { GET as auditCsv } from "@/app/api/v1/audit/export/route";
import { POST as makeKey } from "@/app/api/v1/api-keys/route";
import { GET as preview } from "@/app/api/v1/invitations/[token]/route";
import { POST as accept } from "@/app/api/v1/invitations/[token]/accept/route";
import { GET as sites } from "@/app/api/v1/sites/route";
import { GET as list, POST as make } from "@/app/api/v1/tenants/route";
import { DELETE as close, GET as read, PATCH as change } from "@/app/api/v1/tenants/[tenantId]/route";
import { POST as restore } from "@/app/api/v1/tenants/[tenantId]/restore/route";
import { PATCH as changeMember } from "@/app/api/v1/tenants/[tenantId]/users/[userId]/route";
import { POST as invite } from "@/app/api/v1/tenants/[tenantId]/users/invite/route";
import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { tokenFor } from "../../integration/workspace/support";

let database: OwnDatabase;
let owner: Person;
beforeAll(async () => {
  database = await useOwnDatabase();
});
beforeEach(async () => {
  owner = await mintTenant({ name: "Harbour Lights" });
});
afterAll(() => database.drop());

const at = (person: Person, extra: Record<string, string> = {}) => ({ tenantId: person.tenantId, ...extra });

describe("workspaces over HTTP", () => {
  test("a person makes a second one; the same key again makes no third", async () => {
    const key = newId();
    const send = (name: string) =>
      call(make, {
        as: owner,
        method: "POST",
        path: "/api/v1/tenants",
        body: { name, timeZone: "Europe/Berlin" },
        headers: { "idempotency-key": key },
      });
    const made = await send("Second");
    expect(made).toMatchObject({ status: 201, json: { name: "Second", role: "owner", closing: null } });
    const again = await send("Second");
    expect(again.json).toEqual(made.json);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await send("Third")).status).toBe(409);
    const mine = await call(list, { as: owner });
    expect(mine.json?.items).toMatchObject([{ name: "Harbour Lights", isDefault: true }, { name: "Second" }]);
  });

  test("a name that is none is refused, and so is a person whose address is not confirmed", async () => {
    for (const body of [{}, { name: " " }, { name: "a\nb" }, { name: "x", timeZone: "Mars/Base" }])
      expect((await call(make, { as: owner, method: "POST", body })).status).toBe(422);
    await systemDb().user.update({ where: { id: owner.userId }, data: { emailVerifiedAt: null } });
    expect((await call(make, { as: owner, method: "POST", body: { name: "X" } })).status).toBe(403);
  });

  test("a path that names another workspace than the call's is not found, even with a membership there", async () => {
    const second = await call(make, { as: owner, method: "POST", body: { name: "Second" } });
    const params = { tenantId: String(second.json?.id) };
    expect((await call(read, { as: owner, params })).status).toBe(404);
    const there = { ...owner, tenantId: params.tenantId };
    expect(await call(read, { as: there, params })).toMatchObject({ status: 200, json: { name: "Second" } });
    expect(
      (await call(change, { as: there, method: "PATCH", params, body: { isDefault: true } })).json,
    ).toMatchObject({
      isDefault: true,
    });
  });

  test("an invitation goes from the form to the membership", async () => {
    const guest = await mintTenant();
    const body = { email: guest.email, role: "viewer" };
    const sent = await call(invite, { as: owner, method: "POST", params: at(owner), body });
    expect(sent.status).toBe(201);
    expect(sent.text).not.toContain("token");
    const token = await tokenFor(guest.email);
    expect((await call(preview, { params: { token } })).json).toMatchObject({
      status: "open",
      email: guest.email,
    });
    const wrong = await call(accept, { as: await mintTenant(), method: "POST", params: { token } });
    expect(wrong.status).toBe(403);
    expect((await call(accept, { as: null, method: "POST", params: { token } })).status).toBe(401);
    const joined = await call(accept, { as: guest, method: "POST", params: { token } });
    expect(joined).toMatchObject({ status: 200, json: { tenantId: owner.tenantId, role: "viewer" } });
    expect((await call(sites, { as: { ...guest, tenantId: owner.tenantId } })).status).toBe(200);
  });

  test("role and deactivation hold from the next request on, for the session and for the keys", async () => {
    const admin = await mintMember(owner.tenantId, "admin");
    const made = await call(makeKey, {
      as: admin,
      method: "POST",
      body: { name: "Program", scopes: ["sites.read", "audit.read"] },
    });
    const headers = { authorization: `Bearer ${String(made.json?.key)}` };
    const statuses = async () =>
      Promise.all([
        call(audit, { as: admin }).then((answer) => answer.status),
        call(audit, { headers }).then((answer) => answer.status),
        call(sites, { headers }).then((answer) => answer.status),
      ]);
    const set = (body: object) =>
      call(changeMember, { as: owner, method: "PATCH", params: at(owner, { userId: admin.userId }), body });
    expect(await statuses()).toEqual([200, 200, 200]);
    expect((await set({ role: "viewer" })).status).toBe(200);
    expect(await statuses()).toEqual([403, 403, 200]);
    expect((await set({ isActive: false })).status).toBe(200);
    expect(await statuses()).toEqual([404, 401, 401]);
  });

  test("a closing workspace answers what it must and nothing else", async () => {
    const params = at(owner);
    const body = { confirmName: "Harbour Lights" };
    expect(
      (await call(close, { as: owner, method: "DELETE", params, body: { confirmName: "x" } })).status,
    ).toBe(422);
    expect((await call(close, { as: owner, method: "DELETE", params, body })).status).toBe(200);
    expect((await call(sites, { as: owner })).status).toBe(409);
    expect((await call(change, { as: owner, method: "PATCH", params, body: { name: "X" } })).status).toBe(
      409,
    );
    expect((await call(read, { as: owner, params })).json?.closing).not.toBeNull();
    expect((await call(restore, { as: owner, method: "POST", params })).status).toBe(200);
    expect((await call(sites, { as: owner })).status).toBe(200);
  });

  test("the audit log comes as a CSV file with the list's filters", async () => {
    const answer = await call(auditCsv, { as: owner, path: "/api/v1/audit/export?action=workspace" });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain("audit-log.csv");
    expect(answer.text.trimEnd().split("\r\n")).toHaveLength(2);
    expect((await call(auditCsv, { as: owner, path: "/api/v1/audit/export?from=yesterday" })).status).toBe(
      422,
    );
    expect((await call(auditCsv, { as: await mintMember(owner.tenantId, "editor") })).status).toBe(403);
  });
});
