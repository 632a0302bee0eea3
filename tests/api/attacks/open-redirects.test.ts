import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { safePath } from "@/components/auth/safe-path";
import { ownPath } from "@/lib/auth/oauth/visit";
import { env, resetEnvForTests, tellNextAuth } from "@/lib/env";
import { newKey } from "@/lib/ids";
import { closeLimiters } from "@/lib/rate-limit";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { Flow } from "../../integration/auth/browser-flow";

/** What a mail of an attacker may put behind next=, callbackUrl= or redirect=. */
const ELSEWHERE = [
  "https://evil.example/x",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "/./\\evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "https:evil.example",
  "http://product.invalid@evil.example",
  "http://[",
  "",
];

let database: OwnDatabase;
let sandbox: OwnSandbox;
const home = () => new URL(env().APP_URL).origin;
/** Where a browser on one of our pages ends up with a path. */
const landsAt = (path: string) => new URL(path, `${home()}/auth/login`).origin;

beforeAll(async () => {
  sandbox = await startSandbox();
  database = await useOwnDatabase({ ...sandbox.env, RATE_LIMIT_ANON_PER_MIN: "6000" });
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

describe("an address to go on to", () => {
  it.each(ELSEWHERE)("next=%j of log-in and second step stays here", (next) => {
    expect(landsAt(safePath(next))).toBe(home());
    expect(landsAt(safePath([next, "/x"]))).toBe(home());
  });

  it.each(ELSEWHERE)("callbackUrl=%j stays here, and again when the second step takes it on", (url) => {
    for (const given of [url, `${home()}${url}`]) {
      expect(landsAt(ownPath(given))).toBe(home());
      expect(landsAt(safePath(ownPath(given)))).toBe(home());
    }
  });

  it("of our own is kept, with its query", () => {
    expect(safePath("/crm/requests?status=new&q=a//b")).toBe("/crm/requests?status=new&q=a//b");
    expect(ownPath(`${home()}/invite/abc?x=1#y`)).toBe("/invite/abc?x=1#y");
  });
});

describe("next-auth's own routes", () => {
  const actions = [
    "signin",
    "signin/google",
    "signout",
    "callback/google",
    "error",
    "verify-request",
    "callback/credentials",
  ];
  const names = ["callbackUrl", "next", "redirect", "redirectTo", "url", "error"];

  it.each(actions)("GET %s goes nowhere else, whatever its parameters and its cookie say", async (action) => {
    for (const name of names) {
      const flow = new Flow();
      flow.cookies.set("next-auth.callback-url", encodeURIComponent("https://evil.example/cookie"));
      const answer = await flow.send(
        `/api/auth/${action}?${name}=${encodeURIComponent("https://evil.example/x")}`,
      );
      const location = answer.headers.get("location");
      if (location !== null) expect(new URL(location, env().APP_URL).origin).toBe(home());
      expect(answer.headers.get("refresh")).toBeNull();
      expect(await answer.text()).not.toMatch(/(href|action|value)="https?:\/\/evil/);
    }
  });

  it.each(ELSEWHERE)("signing out with callbackUrl=%j ends here", async (callbackUrl) => {
    const flow = new Flow();
    const { csrfToken } = (await (await flow.send("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await flow.send("/api/auth/signout", { csrfToken, callbackUrl });
    expect(landsAt(answer.headers.get("location") ?? "/")).toBe(home());
  });

  it("a Host header of somebody else appears in no address", async () => {
    const flow = new Flow(); // sends Host and X-Forwarded-Host evil.example with every request
    for (const path of ["/api/auth/providers", "/api/auth/signin", "/api/auth/signout"]) {
      const answer = await flow.send(path);
      expect(`${answer.headers.get("location") ?? ""} ${await answer.text()}`).not.toContain("evil.example");
    }
    const asked = new URL(await flow.begin("google", `/x-${newKey(4)}`));
    expect(asked.searchParams.get("redirect_uri")).toBe(`${env().APP_URL}/api/auth/callback/google`);
  });
});
