import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { resetEnvForTests } from "@/lib/env";
import { distinctIdOf } from "@/lib/posthog/forward/distinct-id";
import { counterKey } from "@/lib/rate-limit/counter-key";
import { signedPath } from "@/lib/storage/signature";
import { makeIdentifyToken } from "@/lib/tracking/identify/token";
import { derivedKey } from "./index";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://app_user@127.0.0.1/app",
  DATABASE_SYSTEM_URL: "postgresql://app_system@127.0.0.1/app",
  QUEUE_DATABASE_URL: "postgresql://app_queue@127.0.0.1/app",
});
const given = process.env.NEXTAUTH_SECRET;
const useSecret = (text: string | undefined) => {
  if (text === undefined) delete process.env.NEXTAUTH_SECRET;
  else process.env.NEXTAUTH_SECRET = text;
  resetEnvForTests();
};
const TENANT = "11111111-1111-7111-8111-111111111111";
const CONTACT = "22222222-2222-7222-8222-222222222222";

beforeAll(() => {
  useSecret("a secret that stands in this test alone, 2026");
  setClockForTests(() => Date.parse("2026-11-22T12:00:00Z"));
});
afterAll(() => {
  useSecret(given);
  setClockForTests(null);
});

it("each use has a key of its own, of 32 bytes, that follows the secret", () => {
  const [a, b] = [derivedKey("one"), derivedKey("two")];
  expect([a.length, b.length, a.equals(b), derivedKey("one").equals(a)]).toEqual([32, 32, false, true]);
  const before = process.env.NEXTAUTH_SECRET;
  useSecret("another secret of this test, long enough");
  expect(derivedKey("one").equals(a)).toBe(false);
  useSecret(before);
  expect(derivedKey("one").equals(a)).toBe(true);
});

// Written down once and for all: PostHog, messages that were sent and open addresses hold such values.
describe("what was signed or named with the product's secret stays valid", () => {
  it("PostHog's name of a visitor", () => {
    expect(distinctIdOf(TENANT, "-4611686018427387904")).toBe("v_bc5CPt58CpvnbSuUJuxgNbk0");
  });

  it("a token in a link of a message", () => {
    expect(makeIdentifyToken(TENANT, CONTACT)).toBe(
      "22222222-2222-7222-8222-222222222222.tqg400.caEU91rQAx0K_Py5bdZu1Q",
    );
  });

  it("the address of a file", () => {
    expect(signedPath("t/a.csv", { expiresS: 3_600 })).toBe(
      "/api/files/t/a.csv?expires=1795352400&show=attachment&signature=OexSA2o-GOZq6e5j0ZTYdOI8jRQqVFc7yWLo2NgC9qY",
    );
  });

  it("the counters of limits", () => {
    expect(counterKey("login|203.0.113.7|ada@people.example")).toBe(
      "aYn9ksEuFuTfewUuezZQMge-jNIiD9PhkCWWEYYuQxE",
    );
    expect(counterKey("login|2001:db8::1")).toBe("KBuXAidbefv6wNhfq14qwH3CFVtKnBSLNw4tnFe-TbI");
  });
});
