import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE, GET, PUT } from "@/app/api/v1/posthog/route";
import { GET as GET_FLAGS } from "@/app/api/v1/posthog/flags/route";
import { GET as GET_INSIGHTS } from "@/app/api/v1/posthog/insights/route";
import { POST as RESUME } from "@/app/api/v1/posthog/resume/route";
import { POST as TEST } from "@/app/api/v1/posthog/test/route";
import { systemPool } from "@/lib/db";
import { isFlagOn } from "@/lib/posthog";
import type { PosthogState } from "@/lib/posthog/schemas";
import { rotateSecrets } from "@/lib/secrets";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { type Answer, call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { connecting, OTHER_PROJECT_KEY, SANDBOX_PERSONAL_KEY, SANDBOX_PROJECT_KEY } from "./support";

let sandbox: OwnSandbox;
let database: OwnDatabase;
let owner: Person;

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase({ ...sandbox.env, POSTHOG_TIMEOUT_MS: "1000" });
});
beforeEach(async () => {
  await sandbox.reset();
  owner = await mintTenant();
});
afterAll(async () => {
  await database.drop();
  await sandbox.stop();
});

const save = (as: Person, body: unknown): Promise<Answer> =>
  call(PUT, { as, method: "PUT", path: "/api/v1/posthog", body });
const read = async (as: Person): Promise<PosthogState> => {
  const { json } = await call(GET, { as, path: "/api/v1/posthog" });
  return json as PosthogState;
};
const faultsOf = ({ json }: Answer) => (json?.invalidParams ?? []) as { name: string; reason: string }[];
const auditOf = async ({ tenantId }: Person) =>
  (
    await database.admin.query(
      "SELECT action, before, after FROM audit_logs WHERE tenant_id = $1 AND action LIKE 'posthog.%' ORDER BY id",
      [tenantId],
    )
  ).rows as {
    action: string;
    after: Record<string, unknown> | null;
  }[];

describe("connecting", () => {
  test("tried, stored sealed, shown by its last characters, changed without typing keys again, ended; each on record", async () => {
    expect(await read(owner)).toEqual({ connection: null });
    const made = await save(owner, connecting({ personalKey: SANDBOX_PERSONAL_KEY }));
    expect(made.status, made.text).toBe(200);
    expect(made.json).toMatchObject({
      connection: {
        region: "eu",
        projectKeyEnd: SANDBOX_PROJECT_KEY.slice(-4),
        personalKeyEnd: SANDBOX_PERSONAL_KEY.slice(-4),
        project: "101",
        projectUrl: `${sandbox.baseUrl}/posthog/project/101`,
        status: "forwarding",
        lag: { events: 0 },
      },
    });
    const calls = (await sandbox.ledger("posthog")).length;
    const changed = await save(owner, { region: "eu", forwardsEvents: false, recordsSessions: true });
    expect(changed.json).toMatchObject({
      connection: { status: "off", recordsSessions: true, project: "101" },
    });
    expect(await sandbox.ledger("posthog")).toHaveLength(calls); // nothing new had to be tried
    const without = await save(owner, {
      region: "eu",
      personalKey: null,
      forwardsEvents: true,
      recordsSessions: true,
    });
    expect(without.json).toMatchObject({ connection: { personalKeyEnd: null, project: null } });
    expect((await call(DELETE, { as: owner, method: "DELETE" })).status).toBe(204);
    expect(await read(owner)).toEqual({ connection: null });
    expect((await call(DELETE, { as: owner, method: "DELETE" })).status).toBe(404);
    const audit = await auditOf(owner);
    expect(audit.map(({ action }) => action)).toEqual([
      "posthog.connect",
      "posthog.update",
      "posthog.update",
      "posthog.disconnect",
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/ph[cx]_sandbox/);
    expect(audit[0]?.after).toMatchObject({
      projectKeyEnd: SANDBOX_PROJECT_KEY.slice(-4),
      hasPersonalKey: true,
    });
  });

  test.each([
    [
      "a key that nobody has",
      connecting({ projectKey: "phc_nobodyHasThisKey" }),
      "projectKey",
      /PostHog says: Project API key invalid/,
    ],
    ["no key at all", connecting({ projectKey: undefined }), "projectKey", /Paste the project key/],
    [
      "a personal key in its place",
      connecting({ projectKey: SANDBOX_PERSONAL_KEY }),
      "projectKey",
      /This is a personal key/,
    ],
    [
      "a personal key that nobody has",
      connecting({ personalKey: "phx_nobodyHasThisKey" }),
      "personalKey",
      /Invalid personal API key/,
    ],
    [
      "keys of two projects",
      connecting({ projectKey: OTHER_PROJECT_KEY, personalKey: SANDBOX_PERSONAL_KEY }),
      "personalKey",
      /opens "Juniper Lane"/,
    ],
    ["no address of one's own", connecting({ region: "own" }), "host", /Enter the address/],
    [
      "a private address",
      connecting({ region: "own", host: "https://169.254.169.254" }),
      "host",
      /not on the public internet/,
    ],
    [
      "an address without https",
      connecting({ region: "own", host: "http://posthog.example.com" }),
      "host",
      /begins with https/,
    ],
    [
      "an address with a password",
      connecting({ region: "own", host: "https://a:b@posthog.example.com" }),
      "host",
      /begins with https/,
    ],
  ])("%s is refused beside its field, and nothing is stored", async (_what, input, field, reason) => {
    const { status, json, text } = await save(owner, input);
    expect(status, text).toBe(422);
    const [fault] = faultsOf({ json } as Answer);
    expect(fault).toMatchObject({ name: field });
    expect(fault?.reason).toMatch(reason);
    expect(text).not.toMatch(/ph[cx]_(sandbox|nobody)/);
    expect(await read(owner)).toEqual({ connection: null });
  });

  test("an own PostHog on an address that the environment allows; what answers there must be one", async () => {
    const host = `${sandbox.baseUrl}/posthog/`;
    const made = await save(owner, connecting({ region: "own", host }));
    expect(made.json).toMatchObject({ connection: { region: "own", host: host.replace(/\/$/, "") } });
    const elsewhere = {
      region: "own",
      host: `${sandbox.baseUrl}/site`,
      forwardsEvents: true,
      recordsSessions: false,
    };
    const calls = (await sandbox.ledger("site")).length;
    expect(faultsOf(await save(owner, elsewhere))[0]).toMatchObject({ name: "projectKey" });
    expect(await sandbox.ledger("site")).toHaveLength(calls); // stored keys go nowhere else
    const stranger = await save(owner, connecting({ region: "own", host: `${sandbox.baseUrl}/site` }));
    expect(faultsOf(stranger)[0]?.reason).toMatch(/no PostHog at this address/);
    await sandbox.latency("posthog", 1_500);
    const slow = await save(owner, connecting());
    expect(faultsOf(slow)[0]).toMatchObject({
      name: "host",
      reason: expect.stringMatching(/did not answer in time/) as string,
    });
  });

  test("roles and other workspaces: admins only; a stranger sees nothing and ends nothing", async () => {
    await save(owner, connecting());
    const [admin, editor, viewer] = await Promise.all(
      (["admin", "editor", "viewer"] as const).map((role) => mintMember(owner.tenantId, role)),
    );
    const stranger = await mintTenant();
    expect((await read(admin as Person)).connection).not.toBeNull();
    for (const person of [editor, viewer] as Person[]) {
      expect((await call(GET, { as: person })).status).toBe(403);
      expect((await save(person, connecting())).status).toBe(403);
      expect((await call(TEST, { as: person, method: "POST" })).status).toBe(403);
    }
    expect(await read(stranger)).toEqual({ connection: null });
    expect((await call(DELETE, { as: stranger, method: "DELETE" })).status).toBe(404);
    expect((await call(RESUME, { as: stranger, method: "POST" })).status).toBe(404);
    expect((await read(owner)).connection).not.toBeNull();
  });

  test("the test button tells what each key may do, and stores nothing", async () => {
    await save(owner, connecting({ personalKey: SANDBOX_PERSONAL_KEY }));
    const good = await call(TEST, { as: owner, method: "POST" });
    expect(good.json).toEqual({
      isGood: true,
      checks: [
        { what: "project_key", isGood: true, message: "PostHog takes events with this key." },
        { what: "personal_key", isGood: true, message: 'It opens the project "Juniper Lane".' },
      ],
    });
    await sandbox.fault("posthog", { kind: "answer", path: "/flags", status: 500 });
    const bad = await call(TEST, { as: owner, method: "POST" });
    expect(bad.json).toMatchObject({
      isGood: false,
      checks: [{ isGood: false, message: "PostHog is not well. It answers 500." }],
    });
  });
});

describe("keys stay inside", () => {
  test("none in the tables, and both follow a change of the encryption key", async () => {
    await save(owner, connecting({ personalKey: SANDBOX_PERSONAL_KEY }));
    const { rows: tables } = await database.admin.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    for (const { name } of tables) {
      const { rows } = await database.admin.query<{ found: boolean }>(
        `SELECT EXISTS (SELECT FROM "${name}" t WHERE t::text ~ 'ph[cx]_sandbox') AS found`,
      );
      expect([name, rows[0]?.found]).toEqual([name, false]);
    }
    const counts = await rotateSecrets();
    expect(
      counts.filter(({ column }) => column.startsWith("posthog")).map(({ unreadable }) => unreadable),
    ).toEqual([0, 0]);
  });
});

describe("reading from PostHog", () => {
  const flags = async (as: Person, distinctId: string) =>
    (await call(GET_FLAGS, { as, path: `/api/v1/posthog/flags?distinctId=${distinctId}` })).json as {
      flags: Record<string, boolean | string>;
      problem: string | null;
    };
  const insights = async (as: Person, query = "") =>
    (await call(GET_INSIGHTS, { as, path: `/api/v1/posthog/insights${query}` })).json as {
      items: { name: string; url: string; series: unknown }[];
      problem: string | null;
    };

  test("flags of a person, kept for a while; without an answer none, and the caller's default holds", async () => {
    expect((await flags(owner, "a")).problem).toMatch(/not connected/);
    await save(owner, connecting());
    const given = { "new-pricing": true, "old-footer": false, "button-colour": "green" };
    expect(await flags(owner, "abc")).toMatchObject({ flags: given, problem: null });
    const asked = (await sandbox.ledger("posthog", { path: "/flags" })).length;
    await flags(owner, "abc");
    expect(await sandbox.ledger("posthog", { path: "/flags" })).toHaveLength(asked);
    await sandbox.fault("posthog", { kind: "answer", path: "/flags", status: 503, times: 5 });
    const away = await flags(owner, "another");
    expect(away).toMatchObject({ flags: {}, problem: expect.stringMatching(/not well/) as string });
    expect([isFlagOn(away, "new-pricing"), isFlagOn(away, "new-pricing", true)]).toEqual([false, true]);
    expect(isFlagOn({ flags: given }, "old-footer", true)).toBe(false);
  });

  test("insights with their links, one with its data; a missing or refused personal key is told", async () => {
    await save(owner, connecting());
    expect(await insights(owner)).toEqual({
      items: [],
      problem: "Add a personal key of PostHog in the settings to see this.",
    });
    await save(owner, connecting({ personalKey: SANDBOX_PERSONAL_KEY }));
    const all = await insights(owner);
    expect(all.items.map(({ name, url }) => [name, url])).toEqual([
      ["Page views a day", `${sandbox.baseUrl}/posthog/project/101/insights/sbx7`],
      ["Sign-ups a day", `${sandbox.baseUrl}/posthog/project/101/insights/sbx8`],
    ]);
    const [one] = (await insights(owner, "?insight=7")).items;
    expect(one?.series).toMatchObject([{ label: "Page views a day", data: [12, 18, 9, 22, 31, 27, 14] }]);
    expect((await fetch(all.items[0]?.url ?? "")).status).toBe(200);
    await sandbox.fault("posthog", {
      kind: "answer",
      path: "/api",
      status: 401,
      body: { detail: "Revoked." },
    });
    expect((await insights(owner, "?insight=8")).problem).toBe(
      "PostHog does not accept the key. PostHog says: Revoked.",
    );
  });

  test("a workspace asks PostHog at most 200 times a minute", async () => {
    await save(owner, connecting({ personalKey: SANDBOX_PERSONAL_KEY }));
    await systemPool().query("UPDATE rate_limits SET points = 200 WHERE key LIKE 'limit-posthog-api%'");
    for (let n = 0; n < 2; n += 1) await insights(owner, `?insight=${n + 500}`);
    await systemPool().query("UPDATE rate_limits SET points = 200 WHERE key LIKE 'limit-posthog-api%'");
    expect((await insights(owner, "?insight=8")).problem).toMatch(/asked too often/);
  });
});
