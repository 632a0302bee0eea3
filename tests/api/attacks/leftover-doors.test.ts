import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as apiKeys from "@/app/api/v1/api-keys/route";
import * as deleteAccount from "@/app/api/v1/account/delete/route";
import * as identity from "@/app/api/v1/account/identities/[provider]/route";
import * as sessions from "@/app/api/v1/account/sessions/route";
import * as forgot from "@/app/api/v1/auth/forgot-password/route";
import * as reset from "@/app/api/v1/auth/reset-password/route";
import * as invitation from "@/app/api/v1/invitations/[token]/route";
import * as accept from "@/app/api/v1/invitations/[token]/accept/route";
import * as sites from "@/app/api/v1/sites/route";
import { systemDb } from "@/lib/db";
import { resetEnvForTests, tellNextAuth } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { call, cookieOf, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { flowOf } from "../../integration/auth/browser-flow";
import { tokenTo } from "../auth/mailbox";

const PASSWORD = "correct horse battery";
const OTHER = "a rather different phrase";
let database: OwnDatabase;
let sandbox: OwnSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase(sandbox.env);
  tellNextAuth();
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
});
afterAll(async () => {
  await database.drop();
  await sandbox.stop();
  resetEnvForTests();
});

const post = (handler: { POST: Parameters<typeof call>[0] }, body: unknown, as: Person | null = null) =>
  call(handler.POST, { method: "POST", body, as });

describe("whoever made an account with somebody else's address", () => {
  it("keeps no API key once the owner of the mailbox takes it over", async () => {
    const maker = await mintTenant({ password: PASSWORD });
    await systemDb().user.update({ where: { id: maker.userId }, data: { emailVerifiedAt: null } });
    const made = await post(apiKeys, { name: "left behind", scopes: ["sites.read"] }, maker);
    const headers = { authorization: `Bearer ${String(made.json?.key)}` };
    expect((await call(sites.GET, { headers })).status).toBe(200);
    await post(forgot, { email: maker.email });
    const token = await tokenTo(maker.email, "reset-password");
    expect((await post(reset, { token, password: OTHER })).status).toBe(200);
    expect((await call(sites.GET, { headers })).status).toBe(401);
  });
});

describe("a session that was ended", () => {
  it.each(["google", "linkedin"] as const)(
    "connects no %s any more, though it began to",
    async (provider) => {
      const owner = await mintTenant();
      const thief = flowOf(owner);
      const begun = await call(identity.POST, { method: "POST", as: owner, params: { provider }, body: {} });
      thief.keep(begun.headers.get("set-cookie") ?? "");
      const url = await thief.begin(provider, "/settings/profile");
      const back = await sandbox.consent(url, { email: `${newKey(8).toLowerCase()}@people.example` });
      // The owner notices and ends every other session.
      const elsewhere = await systemDb().session.create({
        data: {
          id: crypto.randomUUID(),
          userId: owner.userId,
          kind: "web",
          defaultTenantId: owner.tenantId,
          lastSeenAt: new Date(),
          expiresAt: new Date(Date.now() + 3_600_000),
        },
      });
      const as = { ...owner, cookie: await cookieOf(elsewhere.id) };
      expect((await call(sessions.DELETE, { method: "DELETE", as })).status).toBe(200);
      await thief.comeBack(back);
      expect(await systemDb().userIdentity.count({ where: { userId: owner.userId } })).toBe(0);
    },
  );
});

describe("an owner who is made while their account goes", () => {
  it("keeps it: a workspace is never left without an owner", async () => {
    const owner = await mintTenant();
    const heir = await mintMember(owner.tenantId, "admin");
    const transfer = await database.admin.connect();
    try {
      // Handing over, stopped between its change and its commit.
      await transfer.query("BEGIN");
      await transfer.query("SELECT id FROM tenants WHERE id = $1 FOR NO KEY UPDATE", [owner.tenantId]);
      await transfer.query(
        "UPDATE memberships SET role = CASE WHEN user_id = $2 THEN 'owner' ELSE 'admin' END WHERE tenant_id = $1",
        [owner.tenantId, heir.userId],
      );
      const going = post(deleteAccount, {}, heir);
      await new Promise((done) => setTimeout(done, 400));
      await transfer.query("COMMIT");
      expect((await going).json).toMatchObject({ code: "conflict" });
    } finally {
      transfer.release();
    }
    const owners = await database.admin.query(
      "SELECT user_id FROM memberships WHERE tenant_id = $1 AND role = 'owner' AND is_active",
      [owner.tenantId],
    );
    expect(owners.rows).toEqual([{ user_id: heir.userId }]);
  });
});

describe("the log", () => {
  it("holds no invitation's token, which is part of its path", async () => {
    const info = vi.spyOn(logger(), "info");
    const person = await mintTenant();
    const token = newKey(32);
    await call(invitation.GET, { path: `/api/v1/invitations/${token}`, params: { token } });
    await call(accept.POST, {
      method: "POST",
      path: `/api/v1/invitations/${token}/accept`,
      params: { token },
      as: person,
    });
    const lines = JSON.stringify(info.mock.calls);
    info.mockRestore();
    expect(lines).toContain("/api/v1/invitations/[redacted]/accept");
    expect(lines).not.toContain(token);
  });

  it("still tells which record a request was about", async () => {
    const info = vi.spyOn(logger(), "info");
    const person = await mintTenant();
    await call(sites.GET, { path: `/api/v1/tenants/${person.tenantId}/users`, as: person });
    expect(JSON.stringify(info.mock.calls)).toContain(person.tenantId);
    info.mockRestore();
  });
});
