import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { now } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { PERMISSIONS, type Role, ROLES } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { fingerprint, mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import {
  type Answer,
  call,
  type Call,
  cookieOf,
  mintMember,
  mintTenant,
  type Person,
} from "../fixtures/tenants";
import { routeFiles } from "../../scripts/lib/load-routes";
import { foreignChecks } from "./foreign-checks";
import {
  callOf,
  isAccountRoute,
  isChange,
  isIdParam,
  isPublicRoute,
  isTenantRoute,
  loadRoutes,
  withDef,
  withQuery,
  writes,
} from "./routes";

const all = (await loadRoutes()).map(withDef);
const tenantRoutes = all.filter(isTenantRoute);
const withBody = tenantRoutes.filter((route) => route.def.input?.body);

/** Route files outside /api/v1, which no declaration covers. */
const OTHER_FILES: Record<string, string> = {
  "app/api/[...rest]/route.ts": "404 for addresses that are none",
  "app/api/auth/[...nextauth]/route.ts": "next-auth: sign-in and sign-out",
  "app/api/collect/ph/[...path]/route.ts":
    "recordings on their way to PostHog carry a site key, nothing of ours is read",
  "app/api/collect/route.ts": "the collector's own handler: events carry a site key, nothing is read",
  "app/api/collect/replay/route.ts": "pieces of recordings carry a site key; only a site's masks are read",
  "app/api/files/[...key]/route.ts": "stored files by signed address; the signature names the file",
  "app/api/forms/[formKey]/route.ts": "form posts carry a form key, nothing is read",
  "app/api/health/route.ts": "liveness",
  "app/api/health/ready/route.ts": "readiness",
};

/** Routes for which nobody has to sign in. */
const PUBLIC_ROUTES: Record<string, string> = {
  "POST /api/v1/auth/register": "makes an account",
  "POST /api/v1/auth/login": "takes a password",
  "POST /api/v1/auth/refresh": "takes a refresh token",
  "POST /api/v1/auth/logout": "takes a refresh token",
  "GET /api/v1/auth/jwks.json": "public keys",
  "POST /api/v1/auth/second-factor": "takes a code, with the cookie of a pending session",
  "POST /api/v1/auth/verify-email": "takes a token from an e-mail",
  "POST /api/v1/auth/forgot-password": "takes an address and answers alike",
  "POST /api/v1/auth/reset-password": "takes a token from an e-mail",
  "POST /api/v1/auth/confirm-email-change": "takes a token from an e-mail",
  "GET /api/v1/account/avatar/{avatarKey}": "pictures behind addresses that nobody can guess",
  "POST /api/v1/digests/unsubscribe/{token}": "takes the link of a message",
  "GET /api/v1/share/{token}": "what a share link shows, to whoever holds it",
  "POST /api/v1/share/{token}/unlock": "takes the link's password",
  "POST /api/v1/share/{token}/query": "reports of the one website that the link shows",
  "GET /api/v1/invitations/{token}": "what an invitation says, to whoever holds its token",
  "GET /api/v1/openapi.json": "the API document",
};

let database: OwnDatabase;
let a: RichTenant;
let b: RichTenant;
let before: Record<string, string>;
const members = new Map<Role, Person>();
/** Cookies that open nothing, by what is wrong with them. */
const badCookies = new Map<string, string>();
/** People who are not, or no longer, in the workspace that they name. */
const strangers = new Map<string, Person>();

beforeAll(async () => {
  database = await useOwnDatabase({
    RATE_LIMIT_SESSION_PER_MIN: "1000000",
    RATE_LIMIT_ANON_PER_MIN: "1000000",
  });
  a = await mintRichTenant(database.admin);
  b = await mintRichTenant(database.admin);
  for (const role of ROLES) members.set(role, await mintMember(a.tenantId, role));
  await addStrangers();
  before = await fingerprint(database.admin, [a.tenantId, b.tenantId]);
});
// Whatever a test below does to A and B is refused or a reading: neither workspace ever changes.
afterEach(async () => {
  const was = before;
  before = await fingerprint(database.admin, [a.tenantId, b.tenantId]);
  expect(before).toEqual(was);
});
afterAll(() => database.drop());

async function addStrangers(): Promise<void> {
  const [ended, expired, closed, left, former] = await Promise.all(
    Array.from({ length: 5 }, () => mintTenant()),
  );
  if (!ended || !expired || !closed || !left || !former) throw new Error("unreachable");
  const db = systemDb();
  await db.session.update({ where: { id: ended.sessionId }, data: { revokedAt: now() } });
  await db.session.update({ where: { id: expired.sessionId }, data: { expiresAt: now() } });
  await db.user.update({ where: { id: closed.userId }, data: { isActive: false } });
  badCookies.set("forged", await cookieOf(a.owner.sessionId, "another-secret-that-is-long-enough-too"));
  badCookies.set("unknown", await cookieOf(newId()));
  badCookies.set("unreadable", "ba.session=%E0%A4%A");
  badCookies.set("ended", ended.cookie).set("expired", expired.cookie).set("closed account", closed.cookie);
  await db.membership.updateMany({ where: { userId: former.userId }, data: { isActive: false } });
  strangers.set("another workspace's", { ...left, tenantId: a.tenantId });
  strangers.set("unknown workspace", { ...left, tenantId: newId() });
  strangers.set("nonsense", { ...left, tenantId: "nonsense" });
  strangers.set("former member", former);
}

/** A refusal is problem+json; that it has written nothing is seen after each test. */
function expectRefusal(answer: Answer, status: number): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.json).toMatchObject({
    status,
    code: expect.any(String),
    title: expect.any(String),
    requestId: expect.any(String),
  });
}

describe("no route escapes", () => {
  it("every export of every route file under /api/v1 is declared", () => {
    expect(all.filter((route) => route.def === undefined).map((route) => route.name)).toEqual([]);
    expect(all.length).toBeGreaterThan(10);
  });

  it("routes without sign-in are the named ones", () => {
    const open = all.filter((route) => !isTenantRoute(route) && !isAccountRoute(route));
    expect(open.map((route) => route.name).sort()).toEqual(Object.keys(PUBLIC_ROUTES).sort());
  });

  it("route files outside /api/v1 are named", () => {
    const others = routeFiles().filter((file) => !file.startsWith("app/api/v1/"));
    expect(others.filter((file) => !(file in OTHER_FILES))).toEqual([]);
  });

  it.each(tenantRoutes.map((route) => [route.name, route] as const))(
    "%s declares what its path names",
    (_name, route) => {
      const call = callOf(route, a);
      expect(route.def.permission in PERMISSIONS).toBe(true);
      if (route.params.length > 0)
        expect(route.def.input?.params?.safeParse(call.params)).toMatchObject({ success: true });
      if (isChange(route) && route.def.permission.endsWith(".read")) expect(route.name).toMatch(/\/query$/);
    },
  );
});

describe.each(tenantRoutes.map((route) => [route.name, route] as const))("%s", (_name, route) => {
  const given = () => callOf(route, a);
  const asA = (person: Person | null, changes: Call = {}): Promise<Answer> =>
    call(route.handler, { ...given(), as: person, ...changes });

  it("works for the workspace's owner: the refusals below mean something", async () => {
    const own = writes(route) ? await mintRichTenant(database.admin) : a;
    const answer = await call(route.handler, { ...callOf(route, own), as: own.owner });
    expect(answer.status, answer.text).toBe(route.def.status ?? 200);
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    expect(answer.headers.get("ratelimit-remaining")).toMatch(/^\d+$/);
  });

  it("401 without a session, with a forged, ended, expired or unknown one, and for a closed account", async () => {
    expectRefusal(await asA(null), 401);
    for (const cookie of badCookies.values()) expectRefusal(await asA({ ...a.owner, cookie }), 401);
  });

  it("403 for roles without the permission, and only for them", async () => {
    const allowed: readonly Role[] = PERMISSIONS[route.def.permission];
    for (const role of ROLES.filter((name) => !allowed.includes(name))) {
      expectRefusal(await asA(members.get(role) ?? null), 403);
    }
    if (writes(route)) return; // the owner's call above has shown that it works; a second one could change A
    for (const role of allowed)
      expect((await asA(members.get(role) ?? null)).status, role).toBe(route.def.status ?? 200);
  });

  it("404 in a workspace that one does not belong to, or no longer", async () => {
    for (const person of strangers.values()) expectRefusal(await asA(person), 404);
  });

  if (isChange(route))
    it("403 for a page of another origin, and for one that does not say", async () => {
      for (const origin of ["https://evil.example", "null", "http://127.0.0.1:3001"]) {
        expectRefusal(await asA(a.owner, { headers: { origin } }), 403);
      }
    });

  const idParams = route.params.filter(isIdParam);
  if (idParams.length > 0)
    it("404 for ids that are none, alike for missing and foreign records", async () => {
      const with_ = (id: string) =>
        asA(a.owner, {
          params: { ...given().params, ...Object.fromEntries(idParams.map((name) => [name, id])) },
        });
      for (const id of ["1", "nonsense", "%00", "' OR 1=1 --", `${newId()}0`])
        expectRefusal(await with_(id), 404);
      const missing = await with_(newId());
      expectRefusal(missing, 404);
      const foreign = await with_(callOf(route, b).params?.[idParams[0] ?? ""] ?? "");
      expectRefusal(foreign, 404);
      expect({ ...foreign.json, requestId: "" }).toEqual({ ...missing.json, requestId: "" });
    });

  if (route.def.input?.query)
    it("422 for a query that breaks its schema", async () => {
      for (const query of [
        "limit=0",
        "limit=1000000",
        "cursor=nonsense",
        "days=-1",
        "status=nonsense",
        "kind=x",
        "contactId=1",
        "siteId=1",
      ]) {
        const path = withQuery(given().path ?? "", query);
        const pairs = new URLSearchParams(path.split("?")[1]);
        if (route.def.input?.query?.safeParse(Object.fromEntries(pairs)).success) continue;
        const answer = await asA(a.owner, { path });
        expectRefusal(answer, 422);
        expect(answer.json?.invalidParams).toEqual([
          { name: query.split("=")[0], reason: expect.any(String) },
        ]);
      }
    });

  if (route.def.input?.query)
    it("never fails on odd queries", async () => {
      const own = writes(route) ? await mintRichTenant(database.admin) : a;
      const ownCall = callOf(route, own);
      for (const query of [
        "cursor=nonsense",
        "cursor=%00",
        "q=%00",
        "q=%25%27%22\\",
        "q=a&q=b",
        "limit=5&limit=6",
        "__proto__=1",
        `q=${"x".repeat(100)}`,
      ]) {
        const answer = await call(route.handler, {
          ...ownCall,
          as: own.owner,
          path: withQuery(ownCall.path ?? "", query),
        });
        expect(answer.status, query).toBeLessThan(500);
      }
    });
});

describe.each(withBody.map((route) => [route.name, route] as const))("the body of %s", (_name, route) => {
  const json = { "content-type": "application/json" };
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    call(route.handler, { ...callOf(route, a), as: a.owner, body, headers });
  const example = (): Record<string, unknown> => callOf(route, a).body as Record<string, unknown>;

  it("400 for what is no JSON", async () => {
    for (const text of ["", "   ", "{", "{'a':1}", "nonsense", '{"a":1}}', "\u0000"])
      expectRefusal(await send(text, json), 400);
    expectRefusal(await send(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), json), 400);
  });

  it("415 for another content type, 413 for too much", async () => {
    expectRefusal(await send(JSON.stringify(example()), { "content-type": "text/plain" }), 415);
    expectRefusal(await send("a=1", { "content-type": "application/x-www-form-urlencoded" }), 415);
    const bytesMax = route.def.bodyBytesMax ?? 100_000;
    expectRefusal(await send(JSON.stringify({ ...example(), pad: "x".repeat(bytesMax) }), json), 413);
  });

  it("422 with the fields' names for what breaks the schema", async () => {
    for (const body of [[], "text", 1, null, true]) {
      const answer = await send(JSON.stringify(body), json);
      expectRefusal(answer, 422);
      expect(answer.json?.invalidParams).toEqual([{ name: expect.any(String), reason: expect.any(String) }]);
    }
    for (const field of Object.keys(example())) {
      const answer = await send({ ...example(), [field]: { nonsense: { deeply: true } } });
      expectRefusal(answer, 422);
      expect(JSON.stringify(answer.json?.invalidParams)).toContain(field);
    }
  });

  it("never fails on texts that a database cannot hold or that are endless", async () => {
    const own = await mintRichTenant(database.admin);
    const base = callOf(route, own);
    for (const text of [
      "a\u0000b",
      "\ud800",
      "\udc00x",
      "x".repeat(60_000),
      "",
      " ",
      "\u202e",
      "1e400",
      "{}",
    ]) {
      for (const [field, value] of Object.entries(base.body as object)) {
        if (typeof value !== "string") continue;
        const answer = await call(route.handler, {
          ...base,
          as: own.owner,
          body: { ...(base.body as object), [field]: text },
        });
        expect(answer.status, `${field}: ${JSON.stringify(text.slice(0, 20))}: ${answer.text}`).toBeLessThan(
          500,
        );
      }
    }
  });
});

describe("bad input to routes without sign-in", () => {
  it.each(all.filter(isPublicRoute).map((route) => [route.name, route] as const))(
    "%s",
    async (_name, route) => {
      const target = withDef(route);
      if (!isPublicRoute(target) || target.def.kind !== "public" || !target.def.input?.body) return;
      const json = { "content-type": "application/json" };
      const send = (body: string) => call(target.handler, { ...callOf(target, a), body, headers: json });
      expectRefusal(await send("{"), 400);
      expectRefusal(await send("[]"), 422);
      expectRefusal(await send(JSON.stringify({ pad: "x".repeat(200_000) })), 413);
    },
  );
});

foreignChecks("with all belts", tenantRoutes, () => ({ admin: database.admin, a, b }));
