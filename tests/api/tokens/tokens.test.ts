import { createHmac, generateKeyPairSync } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as jwks } from "@/app/api/v1/auth/jwks.json/route";
import { POST as login } from "@/app/api/v1/auth/login/route";
import { POST as logout } from "@/app/api/v1/auth/logout/route";
import { POST as refresh } from "@/app/api/v1/auth/refresh/route";
import { GET as listSites } from "@/app/api/v1/sites/route";
import { signingKeys } from "@/lib/auth/tokens/keys";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { env, resetEnvForTests } from "@/lib/env";
import type { RouteHandler } from "@/lib/http";
import { newId } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { mintToken } from "../../fixtures/credentials";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type Answer, call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";

const PASSWORD = "correct horse battery";
let database: OwnDatabase;
let owner: Person;

beforeAll(async () => {
  database = await useOwnDatabase({ RATE_LIMIT_ANON_PER_MIN: "100000" });
  owner = await mintTenant({ password: PASSWORD });
});
afterAll(() => database.drop());

const post = (handler: RouteHandler, body: object): Promise<Answer> =>
  call(handler, { method: "POST", path: "/api/v1/auth", body });
const logIn = async (of: Person = owner, more = {}) => {
  const answer = await post(login, { email: of.email, password: PASSWORD, ...more });
  expect(answer.status, answer.text).toBe(200);
  return {
    access: String(answer.json?.accessToken),
    refresh: String(answer.json?.refreshToken),
    json: answer.json,
  };
};
const use = (token: string, headers = {}) =>
  call(listSites, { path: "/api/v1/sites", headers: { authorization: `Bearer ${token}`, ...headers } });
const at = async <T>(offsetMs: number, work: () => Promise<T>): Promise<T> => {
  setClockForTests(() => Date.now() + offsetMs);
  try {
    return await work();
  } finally {
    setClockForTests(null);
  }
};

describe("logging in", () => {
  it("answers tokens for one workspace and the list of all", async () => {
    const second = await mintTenant();
    await systemDb().membership.create({
      data: { id: newId(), tenantId: second.tenantId, userId: owner.userId, role: "viewer" },
    });
    const first = await logIn();
    expect(first.json).toMatchObject({ tokenType: "Bearer", expiresInS: 900, tenantId: owner.tenantId });
    expect(first.json?.tenants).toEqual([
      { id: owner.tenantId, name: expect.any(String), role: "owner" },
      { id: second.tenantId, name: expect.any(String), role: "viewer" },
    ]);
    const claims = decodeJwt(first.access);
    expect(claims).toMatchObject({ sub: owner.userId, tid: owner.tenantId, iss: env().APP_URL });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    const other = await logIn(owner, { tenantId: second.tenantId });
    expect(decodeJwt(other.access).tid).toBe(second.tenantId);
    const foreign = await mintTenant();
    expect(
      (await post(login, { email: owner.email, password: PASSWORD, tenantId: foreign.tenantId })).status,
    ).toBe(404);
    // No session stays behind that leads nowhere.
    expect(await systemDb().session.count({ where: { userId: owner.userId, kind: "api" } })).toBe(2);
  });

  it("refuses a wrong password and an unknown address with the same words", async () => {
    const answers = [
      await post(login, { email: owner.email, password: "not the password" }),
      await post(login, { email: "nobody@people.example", password: PASSWORD }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
    expect({ ...answers[0]?.json, requestId: "" }).toEqual({ ...answers[1]?.json, requestId: "" });
  });

  it("stores no token in the clear", async () => {
    const pair = await logIn();
    const { rows } = await database.admin.query<{ all: string }>(
      "SELECT string_agg(to_jsonb(r)::text, '') || (SELECT string_agg(to_jsonb(s)::text, '') FROM sessions s) AS all FROM refresh_tokens r",
    );
    expect(rows[0]?.all).not.toContain(pair.refresh);
    expect(rows[0]?.all).not.toContain(pair.access);
  });
});

describe("an access token", () => {
  it("opens its one workspace", async () => {
    const { access } = await logIn();
    const other = await mintTenant();
    expect((await use(access)).status).toBe(200);
    expect((await use(access, { "x-workspace-id": owner.tenantId })).status).toBe(200);
    expect((await use(access, { "x-workspace-id": other.tenantId })).status).toBe(404);
  });

  it("can be checked by a gateway with the published keys alone", async () => {
    const { access } = await logIn();
    const published = await call(jwks, { path: "/api/v1/auth/jwks.json" });
    const keys = published.json?.keys as Record<string, string>[];
    expect(keys.every((key) => !("d" in key) && key.alg === "ES256" && key.use === "sig")).toBe(true);
    const { kid } = decodeProtectedHeader(access);
    const key = keys.find((one) => one.kid === kid);
    const { payload } = await jwtVerify(access, await importJWK(key ?? {}, "ES256"));
    expect(payload.sub).toBe(owner.userId);
  });

  it("runs out after 15 minutes", async () => {
    const { access } = await logIn();
    expect((await at(899_000, () => use(access))).status).toBe(200);
    expect((await at(906_000, () => use(access))).status).toBe(401);
  });

  it("is worth nothing when anything about it is not ours", async () => {
    const { access } = await logIn();
    const claims = decodeJwt(access);
    const [header = "", payload = "", signature = ""] = access.split(".");
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const ours = signingKeys()[0];
    const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const sign = (changes: JWTPayload, head = {}, key = ours?.privateKey ?? stranger, alg = "ES256") =>
      new SignJWT({ ...claims, ...changes })
        .setProtectedHeader({ alg, kid: ours?.kid ?? "", typ: "at+jwt", ...head })
        .sign(key);
    const publicPem = ours?.publicKey.export({ format: "pem", type: "spki" }) ?? "";
    const confused = `${part({ alg: "HS256", kid: ours?.kid, typ: "at+jwt" })}.${payload}`;
    const forged: Record<string, string> = {
      "claims changed": `${header}.${part({ ...claims, tid: newId() })}.${signature}`,
      "no algorithm": `${part({ alg: "none", kid: ours?.kid, typ: "at+jwt" })}.${payload}.`,
      "no algorithm, oddly spelled": `${part({ alg: "nOnE", typ: "at+jwt" })}.${payload}.`,
      "the public key as a secret": `${confused}.${createHmac("sha256", publicPem).update(confused).digest("base64url")}`,
      "a stranger's key under our id": await sign({}, {}, stranger),
      "an unknown key id": await sign({}, { kid: "another" }),
      "no key id": await sign({}, { kid: undefined }),
      "a key brought along": await sign(
        {},
        { kid: "x", jwk: { kty: "EC", crv: "P-256", x: "a", y: "b" } },
        stranger,
      ),
      "another algorithm": await sign({}, {}, rsa, "RS256"),
      "another issuer": await sign({ iss: "https://elsewhere.example" }),
      "another audience": await sign({ aud: "another-api" }),
      "another type": await sign({}, { typ: "JWT" }),
      "no end": await sign({ exp: undefined }),
      "not yet": await sign({ nbf: (claims.iat ?? 0) + 3_600 }),
      "no session": await sign({ sid: newId() }),
      "a browser's session": await sign({ sid: owner.sessionId }),
      "somebody else's name": await sign({ sub: (await mintTenant()).userId }),
      "ids that are none": await sign({ sid: "1", tid: "%" }),
      nothing: "x.y.z",
    };
    const statuses = await Promise.all(
      Object.entries(forged).map(async ([name, token]) => [name, (await use(token)).status]),
    );
    expect(Object.fromEntries(statuses)).toEqual(
      Object.fromEntries(Object.keys(forged).map((name) => [name, 401])),
    );
    expect((await use(await sign({}))).status).toBe(200);
    expect((await use(await sign({ tid: (await mintTenant()).tenantId }))).status).toBe(404);
  });

  it("ends with its session, its membership and its account, within one request", async () => {
    const ended = await logIn();
    await systemDb().session.update({
      where: { id: String(decodeJwt(ended.access).sid) },
      data: { revokedAt: new Date() },
    });
    expect((await use(ended.access)).status).toBe(401);
    const member = await mintMember(owner.tenantId, "editor");
    const { authorization } = await mintToken(member);
    const asMember = () => call(listSites, { path: "/api/v1/sites", headers: { authorization } });
    expect((await asMember()).status).toBe(200);
    const where = { tenantId_userId: { tenantId: owner.tenantId, userId: member.userId } };
    await systemDb().membership.update({ where, data: { isActive: false } });
    expect((await asMember()).status).toBe(404);
    await systemDb().membership.update({ where, data: { isActive: true } });
    await systemDb().user.update({ where: { id: member.userId }, data: { isActive: false } });
    expect((await asMember()).status).toBe(401);
  });

  it("of an older key goes on working after a rotation, until that key is dropped", async () => {
    const { access: old } = await logIn();
    const before = process.env.JWT_KEYS ?? "";
    const fresh = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const entry = `next:${fresh.export({ format: "der", type: "pkcs8" }).toString("base64")}`;
    const withKeys = async (keys: string, work: () => Promise<void>) => {
      process.env.JWT_KEYS = keys;
      resetEnvForTests();
      try {
        await work();
      } finally {
        process.env.JWT_KEYS = before;
        resetEnvForTests();
      }
    };
    await withKeys(`${entry},${before}`, async () => {
      const { access } = await logIn();
      expect(decodeProtectedHeader(access).kid).toBe("next");
      expect([(await use(access)).status, (await use(old)).status]).toEqual([200, 200]);
    });
    await withKeys(entry, async () => expect((await use(old)).status).toBe(401));
    await withKeys("", async () => {
      const answer = await post(login, { email: owner.email, password: PASSWORD });
      expect(answer.json).toMatchObject({ status: 503, detail: expect.stringContaining("JWT_KEYS") });
    });
  });
});

describe("a refresh token", () => {
  it("works once and is answered with a new pair", async () => {
    const first = await logIn();
    const answer = await post(refresh, { refreshToken: first.refresh });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json?.refreshToken).not.toBe(first.refresh);
    expect((await use(String(answer.json?.accessToken))).status).toBe(200);
  });

  it("sent a second time ends its family: the thief's tokens and the owner's alike", async () => {
    const first = await logIn();
    const stolen = await post(refresh, { refreshToken: first.refresh });
    const replay = await post(refresh, { refreshToken: first.refresh });
    expect(replay.status).toBe(401);
    expect((await use(String(stolen.json?.accessToken))).status).toBe(401);
    expect((await use(first.access)).status).toBe(401);
    expect((await post(refresh, { refreshToken: String(stolen.json?.refreshToken) })).status).toBe(401);
    const { rows } = await database.admin.query(
      "SELECT FROM audit_logs WHERE action = 'session.refuse_reuse' AND entity_id = $1",
      [decodeJwt(first.access).sid],
    );
    expect(rows).toHaveLength(1);
    expect((await use((await logIn()).access)).status).toBe(200);
  });

  it("sent by many at once makes at most one pair", async () => {
    for (let round = 0; round < 10; round++) {
      const { refresh: token } = await logIn();
      const answers = await Promise.all([1, 2, 3, 4].map(() => post(refresh, { refreshToken: token })));
      expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1);
      expect(answers.filter((answer) => answer.status === 401).length).toBeGreaterThanOrEqual(3);
    }
  });

  it("moves to another workspace of the person, and to no other", async () => {
    const person = await mintTenant({ password: PASSWORD });
    const second = await mintTenant();
    await systemDb().membership.create({
      data: { id: newId(), tenantId: second.tenantId, userId: person.userId, role: "editor" },
    });
    const pair = await logIn(person);
    const foreign = await post(refresh, { refreshToken: pair.refresh, tenantId: owner.tenantId });
    expect(foreign.status).toBe(404);
    const moved = await post(refresh, { refreshToken: pair.refresh, tenantId: second.tenantId });
    expect(decodeJwt(String(moved.json?.accessToken)).tid).toBe(second.tenantId);
    const on = await post(refresh, { refreshToken: String(moved.json?.refreshToken) });
    expect(decodeJwt(String(on.json?.accessToken)).tid).toBe(second.tenantId);
  });

  it("runs out with its session, and is refused when it is none", async () => {
    const { refresh: token } = await logIn();
    expect((await at(31 * 24 * 3_600_000, () => post(refresh, { refreshToken: token }))).status).toBe(401);
    for (const wrong of ["x", "a".repeat(43)])
      expect((await post(refresh, { refreshToken: wrong })).status).toBe(401);
    expect((await post(refresh, {})).status).toBe(422);
  });

  it("ends by logging out, at once, and says nothing of tokens that are none", async () => {
    const pair = await logIn();
    expect((await post(logout, { refreshToken: pair.refresh })).status).toBe(204);
    expect((await use(pair.access)).status).toBe(401);
    expect((await post(refresh, { refreshToken: pair.refresh })).status).toBe(401);
    expect((await post(logout, { refreshToken: pair.refresh })).status).toBe(204);
    expect((await post(logout, { refreshToken: "none" })).status).toBe(204);
  });
});

describe("guessing", () => {
  it("credentials that nobody issued count against their address", async () => {
    const settle = (perMin: string) => {
      process.env.RATE_LIMIT_ANON_PER_MIN = perMin;
      resetEnvForTests();
      closeLimiters();
    };
    settle("5");
    try {
      await database.admin.query("DELETE FROM rate_limits");
      const statuses = [];
      for (let n = 0; n < 7; n++) statuses.push((await use(`ba_${"x".repeat(8)}_${"y".repeat(43)}`)).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    } finally {
      settle("100000");
    }
  });
});
