import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authOptions, verifyCredentials } from "@/lib/auth";
import { systemDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import * as me from "@/app/api/v1/me/route";
import { call, mintTenant, type Person } from "../../fixtures/tenants";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

const PASSWORD = "correct horse battery";
let database: OwnDatabase;
let person: Person;

beforeAll(async () => {
  database = await useOwnDatabase();
});
beforeEach(async () => {
  await database.admin.query("DELETE FROM rate_limits");
  closeLimiters();
  person = await mintTenant({ password: PASSWORD });
});
afterAll(() => database.drop());

/** What a try gives: the person's id, or the refusal. */
const attempt = (email: string, password: string, address = "203.0.113.1"): Promise<string | AppError> =>
  verifyCredentials({ email, password }, address).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
const codes = async (tries: Promise<string | AppError>[]) =>
  (await Promise.all(tries)).map((outcome) => (typeof outcome === "string" ? "in" : outcome.code));

describe("sign-in", () => {
  it("lets the right password in, whatever the letters' case in the address", async () => {
    expect(await attempt(person.email, PASSWORD)).toBe(person.userId);
    expect(await attempt(` ${person.email.toUpperCase()} `, PASSWORD)).toBe(person.userId);
  });

  it("answers a wrong password, an unknown address, a closed account and one without a password alike", async () => {
    const closed = await mintTenant({ password: PASSWORD });
    await systemDb().user.update({ where: { id: closed.userId }, data: { isActive: false } });
    const bare = await mintTenant();
    const answers = await Promise.all([
      attempt(person.email, "wrong password"),
      attempt(`${newKey(6)}@nobody.example`, PASSWORD),
      attempt(closed.email, PASSWORD),
      attempt(bare.email, PASSWORD),
    ]);
    const texts = answers.map((answer) =>
      answer instanceof AppError ? [answer.code, answer.message] : ["in"],
    );
    expect(new Set(texts.map(String)).size).toBe(1);
    expect(texts[0]?.[0]).toBe("unauthenticated");
  });

  it("does the same work for an unknown address", async () => {
    const timeOf = async (email: string) => {
      const startedAtMs = performance.now();
      await attempt(email, "wrong password", newKey(4));
      return performance.now() - startedAtMs;
    };
    await timeOf(person.email);
    const times = { known: [0], unknown: [0] };
    for (let i = 0; i < 4; i += 1) {
      times.known.push(await timeOf(person.email));
      times.unknown.push(await timeOf(`${newKey(6)}@nobody.example`));
    }
    const median = (list: number[]) => list.sort((x, y) => x - y)[2] ?? 0;
    expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 3);
  });

  it("refuses the sixth failure of one account from one address, and lets the owner in from another", async () => {
    for (let i = 0; i < 5; i += 1)
      expect(await codes([attempt(person.email, "wrong password")])).toEqual(["unauthenticated"]);
    const refused = await attempt(person.email, PASSWORD);
    expect(refused).toMatchObject({ code: "rate_limited" });
    expect(refused instanceof AppError && (refused.retryAfterS ?? 0) > 60).toBe(true);
    expect(await attempt(person.email, PASSWORD, "198.51.100.9")).toBe(person.userId);
  });

  it("counts tries that come at the same moment", async () => {
    const outcome = await codes(Array.from({ length: 20 }, () => attempt(person.email, "wrong password")));
    expect(outcome.filter((code) => code === "unauthenticated").length).toBeLessThanOrEqual(5);
    expect(outcome.filter((code) => code === "rate_limited").length).toBeGreaterThanOrEqual(15);
  });

  it("refuses one address that tries many accounts", async () => {
    const outcome: string[] = [];
    for (let i = 0; i < 32; i += 1)
      outcome.push(...(await codes([attempt(`${newKey(6)}@nobody.example`, "wrong password")])));
    expect(outcome.slice(0, 30)).toEqual(Array(30).fill("unauthenticated"));
    expect(outcome.slice(30)).toEqual(["rate_limited", "rate_limited"]);
  });

  it("many failures from many addresses slow the account down, and never lock its owner out", async () => {
    for (let i = 0; i < 30; i += 10) {
      await codes(
        Array.from({ length: 10 }, (_, n) => attempt(person.email, "wrong password", `198.51.100.${i + n}`)),
      );
    }
    const startedAtMs = performance.now();
    expect(await attempt(person.email, PASSWORD, "192.0.2.1")).toBe(person.userId);
    expect(performance.now() - startedAtMs).toBeGreaterThan(1_400);
  });

  it("sign-ins that work use nothing up", async () => {
    for (let i = 0; i < 35; i += 1)
      expect(await attempt(person.email, PASSWORD, "203.0.113.77")).toBe(person.userId);
  });
});

type Authorize = (input: object, request: object) => Promise<{ id: string; sessionId: string }>;
const isAuthorize = (value: unknown): value is Authorize => typeof value === "function";
const visit = () => ({
  requestId: newKey(),
  address: "203.0.113.1",
  userAgent: "vitest",
  sessionId: null,
  intent: null,
  callbackOf: null,
  opened: null,
});
/** The callbacks want more than ours read; tests give that part alone. */
const asArgument = <T>(part: object): T => part as T;

describe("next-auth", () => {
  const provider = () => {
    const [only] = authOptions(visit()).providers;
    const authorize =
      only && "options" in only ? (only.options as { authorize?: unknown }).authorize : undefined;
    if (!isAuthorize(authorize)) throw new Error("There is no credentials provider.");
    return (email: string, password: string) =>
      authorize({ email, password }, { headers: { "x-ba-peer": "203.0.113.1", "user-agent": "vitest" } });
  };

  it("opens a session row, and its cookie carries nothing else", async () => {
    const user = await provider()(person.email, PASSWORD);
    const row = await systemDb().session.findUniqueOrThrow({ where: { id: user.sessionId } });
    expect(row).toMatchObject({
      userId: person.userId,
      userAgent: "vitest",
      revokedAt: null,
      defaultTenantId: person.tenantId,
    });
    const jwt = authOptions(visit()).callbacks?.jwt;
    const token = await jwt?.(asArgument({ token: { name: "x", email: "y" }, user }));
    expect(token).toEqual({ sessionId: user.sessionId, sub: person.userId });
  });

  it("tells the form what went wrong, and no more", async () => {
    await expect(provider()(person.email, "wrong password")).rejects.toThrow(/^wrong_credentials$/);
    await expect(provider()("nonsense", "x")).rejects.toThrow(/^wrong_credentials$/);
    for (let i = 0; i < 5; i += 1) await attempt(person.email, "wrong password");
    await expect(provider()(person.email, PASSWORD)).rejects.toThrow(/^too_many_attempts:\d+$/);
  });

  it("ends the session on sign-out: the same cookie is refused at the next request", async () => {
    expect((await call(me.GET, { as: person })).status).toBe(200);
    const signOut = authOptions(visit()).events?.signOut;
    await signOut?.(asArgument({ token: { sessionId: person.sessionId }, session: undefined }));
    expect((await call(me.GET, { as: person })).status).toBe(401);
  });

  it("the cookie is HttpOnly and SameSite, and Secure with its prefix behind https", () => {
    expect(authOptions(visit()).cookies?.sessionToken).toMatchObject({
      name: "ba.session",
      options: { httpOnly: true, sameSite: "lax", path: "/" },
    });
  });
});
