import { afterEach, describe, expect, it } from "vitest";
import { resetEnvForTests } from "@/lib/env";
import { proxy } from "@/proxy";
import { NextRequest } from "next/server";
import { parseBody, parseJson, toText } from "./body";
import { corsHeaders, isPreflight } from "./cors";
import { requireSameOrigin } from "./origin";
import { preflight } from "./public-route";
import { securityHeaders } from "./security-headers";

Object.assign(process.env, {
  DATABASE_URL: "postgresql://app_user@127.0.0.1/app",
  DATABASE_SYSTEM_URL: "postgresql://app_system@127.0.0.1/app",
  QUEUE_DATABASE_URL: "postgresql://app_queue@127.0.0.1/app",
});
afterEach(() => {
  delete process.env.CORS_ORIGINS;
  resetEnvForTests();
});

const change = (headers: Record<string, string>) =>
  new Request("http://127.0.0.1:3000/api/v1/sites", { method: "POST", headers });

describe("a change by cookie comes from our own pages", () => {
  it.each<Record<string, string>>([
    { origin: "http://127.0.0.1:3000" },
    { origin: "http://lan-name:8080", host: "lan-name:8080" },
    { "sec-fetch-site": "same-origin" },
  ])("%j passes", (headers) => {
    expect(() => requireSameOrigin(change(headers))).not.toThrow();
  });

  it.each<Record<string, string>>([
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://127.0.0.1:3000.evil.example" },
    { origin: "http://127.0.0.1:3001" },
    { origin: "nonsense", host: "nonsense" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  ])("%j is refused", (headers) => {
    expect(() => requireSameOrigin(change(headers))).toThrow(expect.objectContaining({ status: 403 }));
  });

  it("reads are free, and origins of CORS_ORIGINS may change", () => {
    expect(() =>
      requireSameOrigin(
        new Request("http://127.0.0.1:3000/", { headers: { origin: "https://evil.example" } }),
      ),
    ).not.toThrow();
    process.env.CORS_ORIGINS = "https://partner.example";
    resetEnvForTests();
    expect(() => requireSameOrigin(change({ origin: "https://partner.example" }))).not.toThrow();
  });
});

describe("CORS", () => {
  it("opens /api/v1 to named origins only, with credentials, and says that the answer varies", () => {
    const named = corsHeaders("/api/v1/sites", "https://partner.example", ["https://partner.example"]);
    expect(named).toMatchObject({
      "access-control-allow-origin": "https://partner.example",
      "access-control-allow-credentials": "true",
      vary: "Origin",
    });
    expect(corsHeaders("/api/v1/sites", "https://evil.example", ["https://partner.example"])).toBeUndefined();
    expect(corsHeaders("/api/v1/sites", null, ["https://partner.example"])).toBeUndefined();
    expect(corsHeaders("/dashboard", "https://partner.example", ["https://partner.example"])).toBeUndefined();
  });

  it("answers a named origin's preflight, and gives a stranger's no leave", async () => {
    process.env.CORS_ORIGINS = "https://partner.example";
    resetEnvForTests();
    const ask = (origin: string) =>
      proxy(
        new NextRequest("http://127.0.0.1:3000/api/v1/sites", {
          method: "OPTIONS",
          headers: { origin, "access-control-request-method": "POST" },
        }),
      );
    expect((await ask("https://partner.example")).status).toBe(204);
    expect((await ask("https://partner.example")).headers.get("access-control-allow-headers")).toContain(
      "x-workspace-id",
    );
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    expect(isPreflight(new Request("http://x/", { method: "OPTIONS" }))).toBe(false);
  });

  it("the public preflight allows every origin and no credentials", () => {
    const { headers } = preflight("POST, OPTIONS");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("access-control-allow-headers")).toContain("content-type");
  });
});

describe("security headers", () => {
  const of = (appUrl: string, development = false) =>
    securityHeaders({ nonce: "n0nce", appUrl, development });
  const script = (headers: Record<string, string>) =>
    headers["content-security-policy"]?.split("; ").find((part) => part.startsWith("script-src"));

  it("let scripts run by nonce only, and nobody frame us", () => {
    const headers = of("http://127.0.0.1:3000");
    expect(script(headers)).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).toContain("object-src 'none'");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
  });

  it("promise https only where there is https, and allow eval only in development", () => {
    expect(of("http://127.0.0.1:3000")["strict-transport-security"]).toBeUndefined();
    expect(of("https://app.example")["strict-transport-security"]).toMatch(
      /^max-age=\d{8}; includeSubDomains$/,
    );
    expect(script(of("http://127.0.0.1:3000", true))).toContain("'unsafe-eval'");
  });

  it("stand on every answer with a nonce of its own", async () => {
    const policyOf = async () =>
      (await proxy(new NextRequest("http://127.0.0.1:3000/dashboard"))).headers.get(
        "content-security-policy",
      );
    const policies = [await policyOf(), await policyOf()];
    for (const policy of policies) expect(policy).toContain("script-src 'self' 'nonce-");
    expect(policies[0]).not.toBe(policies[1]);
  });
});

describe("bodies", () => {
  it("JSON: what cannot be read is 400 with a hint", () => {
    expect(parseJson(' {"a":1} ')).toEqual({ a: 1 });
    for (const text of ["", "  ", "{", "undefined"])
      expect(() => parseJson(text)).toThrow(expect.objectContaining({ status: 400 }));
    expect(() => toText(new Uint8Array([0xc3, 0x28]))).toThrow(expect.objectContaining({ status: 400 }));
    expect(toText(new TextEncoder().encode("Grüße"))).toBe("Grüße");
  });

  it("content types: JSON and its kinds, forms only where declared", async () => {
    const bytes = new TextEncoder().encode('{"a":1}');
    for (const type of [
      "",
      "application/json",
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/ld+json",
    ]) {
      expect(await parseBody(bytes, type, "json")).toEqual({ a: 1 });
    }
    for (const type of ["text/plain", "text/html", "application/x-www-form-urlencoded"]) {
      await expect(parseBody(bytes, type, "json")).rejects.toMatchObject({ status: 415 });
    }
    expect(await parseBody(bytes, "text/plain", "form")).toEqual({ a: 1 });
  });

  it("form fields cannot touch an object's prototype", async () => {
    const fields = await parseBody(
      new TextEncoder().encode("__proto__=x&a=1&a=2"),
      "application/x-www-form-urlencoded",
      "form",
    );
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(fields).toMatchObject({ a: ["1", "2"] });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
