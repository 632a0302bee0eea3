import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CredentialKind } from "@/lib/http";
import { newId } from "@/lib/ids";
import { keyCanHold, type Permission, type Role, roleCan, ROLES } from "@/lib/tenancy";
import { mintKey, mintToken } from "../fixtures/credentials";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import { type Answer, call, type Call, mintMember, type Person } from "../fixtures/tenants";
import {
  type AccountRoute,
  callOf,
  isAccountRoute,
  isTenantRoute,
  loadRoutes,
  type TenantRoute,
  withDef,
} from "./routes";

// Every route x every role x every kind of credential, from the routes' own declarations.

const KINDS: readonly CredentialKind[] = ["session", "token", "key"];
const all = (await loadRoutes()).map(withDef);
const tenantRoutes = all.filter(isTenantRoute);
const accountRoutes = all.filter(isAccountRoute);

let database: OwnDatabase;
let a: RichTenant;
const people = new Map<Role, Person>();
const bearers = new Map<string, { authorization: string }>();

beforeAll(async () => {
  database = await useOwnDatabase({
    RATE_LIMIT_SESSION_PER_MIN: "1000000",
    RATE_LIMIT_USER_PER_MIN: "1000000",
    RATE_LIMIT_WORKSPACE_PER_MIN: "1000000",
    RATE_LIMIT_ANON_PER_MIN: "1000000",
  });
  a = await mintRichTenant(database.admin);
  for (const role of ROLES) {
    const person = await mintMember(a.tenantId, role);
    people.set(role, person);
    bearers.set(`token ${role}`, await mintToken(person));
    bearers.set(`key ${role}`, await mintKey(person));
  }
});
afterAll(() => database.drop());

const personOf = (role: Role): Person => {
  const person = people.get(role);
  if (!person) throw new Error(`Nobody is ${role}.`);
  return person;
};

/**
 * A call that reaches the permission check and changes nothing: its ids belong to nobody and its body breaks the schema.
 * Routes refuse a caller before they look at either.
 */
function harmless(route: TenantRoute | AccountRoute): Call {
  const base = callOf(route, a);
  const params = Object.fromEntries(route.params.map((name) => [name, newId()]));
  return { ...base, params, ...(route.def.input?.body ? { body: [] } : {}) };
}

/** Whether the harmless call can do nothing: else it may only be made where a refusal is expected. */
const isHarmless = (route: TenantRoute | AccountRoute): boolean =>
  route.method === "GET" || route.params.length > 0 || route.def.input?.body !== undefined;

function send(route: TenantRoute | AccountRoute, kind: CredentialKind, role: Role): Promise<Answer> {
  const base = harmless(route);
  if (kind === "session") return call(route.handler, { ...base, as: personOf(role) });
  return call(route.handler, { ...base, headers: { ...base.headers, ...bearers.get(`${kind} ${role}`) } });
}

const holds = (kind: CredentialKind, role: Role, permission: Permission): boolean =>
  roleCan(role, permission) && (kind !== "key" || keyCanHold(permission));

describe.each(tenantRoutes.map((route) => [route.name, route] as const))("%s", (_name, route) => {
  it.each(KINDS.flatMap((kind) => ROLES.map((role) => [kind, role] as const)))(
    "%s of %s",
    async (kind, role) => {
      const opens = route.def.credentials?.includes(kind) ?? true;
      const allowed = opens && holds(kind, role, route.def.permission);
      if (allowed && !isHarmless(route)) return expect(route.params).toEqual([]);
      const answer = await send(route, kind, role);
      if (!allowed) {
        expect(answer.status, answer.text).toBe(403);
        return expect(answer.json).toMatchObject({ code: "forbidden", detail: expect.stringMatching(/\.$/) });
      }
      expect([200, 400, 404, 415, 422], answer.text).toContain(answer.status);
    },
  );
});

describe.each(accountRoutes.map((route) => [route.name, route] as const))("%s", (_name, route) => {
  it.each(KINDS)("%s", async (kind) => {
    const opens = kind !== "key" && (route.def.credentials?.includes(kind) ?? true);
    if (opens && !isHarmless(route)) return expect(route.params).toEqual([]);
    const answer = await send(route, kind, "owner");
    if (!opens) return expect([answer.status, answer.json?.code]).toEqual([403, "forbidden"]);
    expect([200, 400, 404, 410, 415, 422], answer.text).toContain(answer.status);
  });
});

describe("nobody", () => {
  it.each([...tenantRoutes, ...accountRoutes].map((route) => [route.name, route] as const))(
    "%s is refused without credentials, and with ones that are none",
    async (_name, route) => {
      const headers: Record<string, string>[] = [
        {},
        { cookie: "ba.session=x" },
        { authorization: "Bearer x" },
        { authorization: "Bearer ba_x" },
      ];
      for (const given of headers) {
        const answer = await call(route.handler, { ...harmless(route), headers: given });
        expect([answer.status, answer.json?.code], answer.text).toEqual([401, "unauthenticated"]);
      }
    },
  );
});

describe("cross-site requests", () => {
  const changes = [...tenantRoutes, ...accountRoutes].filter((route) => route.method !== "GET");

  it.each(changes.map((route) => [route.name, route] as const))(
    "%s refuses the cookie from a page of another origin",
    async (_name, route) => {
      for (const origin of ["https://evil.example", "null", "http://127.0.0.1:3001"]) {
        const answer = await call(route.handler, {
          ...harmless(route),
          as: personOf("owner"),
          headers: { origin },
        });
        expect([answer.status, answer.json?.code], answer.text).toEqual([403, "forbidden"]);
      }
      const silent = new Request(`http://127.0.0.1:3000${harmless(route).path ?? "/"}`, {
        method: route.method,
        headers: { cookie: personOf("owner").cookie },
      });
      const answer = await route.handler(silent, { params: Promise.resolve(harmless(route).params ?? {}) });
      expect(answer.status).toBe(403);
    },
  );
});
