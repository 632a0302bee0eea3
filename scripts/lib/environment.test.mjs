import { afterEach, describe, expect, it, vi } from "vitest";
import { readPorts, requireDatabaseUrls, stackEnvironment } from "./environment.mjs";
import { PlainError } from "./say.mjs";

const secrets = {
  nextauthSecret: "n",
  encryptionKeys: "k1:AA==",
  jwtKeys: "j1:AA==",
  userPassword: "u/+",
  ownerPassword: "o",
  systemPassword: "s",
  queuePassword: "q",
};
const OF_GOOGLE = ["GOOGLE_OAUTH_BASE_URL", "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"];
const OF_LINKEDIN = [
  "LINKEDIN_OAUTH_BASE_URL",
  "LINKEDIN_API_BASE_URL",
  "LINKEDIN_CLIENT_ID",
  "LINKEDIN_CLIENT_SECRET",
];
const set = (variables) => Object.entries(variables).forEach(([name, value]) => vi.stubEnv(name, value));
const clear = (...names) => names.forEach((name) => vi.stubEnv(name, undefined));

afterEach(() => vi.unstubAllEnvs());

describe("readPorts", () => {
  it("refuses what is no port, in one sentence", () => {
    set({ PORT: "80000" });
    expect(readPorts).toThrow(new PlainError('PORT must be a port number from 1 to 65535, not "80000".'));
  });

  it("refuses one port for two listeners", () => {
    set({ PORT: "4000", COLLECTOR_PORT: "4000" });
    expect(readPorts).toThrow(/both 4000/);
  });
});

describe("requireDatabaseUrls", () => {
  it("names what is missing beside DATABASE_URL", () => {
    clear("DATABASE_OWNER_URL", "REDIS_URL", "QUEUE_DATABASE_URL");
    set({ DATABASE_SYSTEM_URL: "postgres://s" });
    expect(requireDatabaseUrls).toThrow(/DATABASE_OWNER_URL and QUEUE_DATABASE_URL must be set too/);
  });

  it("needs no queue database with Redis", () => {
    set({ DATABASE_OWNER_URL: "postgres://o", DATABASE_SYSTEM_URL: "postgres://s", REDIS_URL: "redis://r" });
    expect(requireDatabaseUrls).not.toThrow();
  });
});

describe("stackEnvironment", () => {
  const ports = {
    PORT: 4000,
    COLLECTOR_PORT: 4001,
    SANDBOX_PORT: 4002,
    SANDBOX_SMTP_PORT: 4005,
    WORKER_HEALTH_PORT: 4003,
    DATABASE_PORT: 4004,
  };
  const make = (embedded) => stackEnvironment({ ports, secrets, embedded, dev: false });

  it("turns the sandbox on for the embedded database on a loopback address", () => {
    clear("APP_URL", "SANDBOX", "DATABASE_URL");
    const env = make(true);
    expect(env.SANDBOX).toBe("1");
    expect(env.DATABASE_URL).toBe("postgres://app_user:u%2F%2B@127.0.0.1:4004/brand_automator");
  });

  it("leaves the sandbox off where others could reach it, and with a database of one's own", () => {
    clear("SANDBOX");
    expect(make(false).SANDBOX).toBeUndefined();
    set({ APP_URL: "https://example.com" });
    expect(make(true).SANDBOX).toBeUndefined();
  });

  it("keeps what was given", () => {
    set({ NEXTAUTH_SECRET: "mine", APP_URL: "http://localhost:4000/" });
    expect(make(true)).toMatchObject({ NEXTAUTH_SECRET: "mine", APP_URL: "http://localhost:4000" });
  });

  it("points every service at the sandbox, except those of which the user has set anything", () => {
    clear("APP_URL", "SANDBOX", "SMTP_URL", "MAIL_FROM", ...OF_GOOGLE, ...OF_LINKEDIN);
    set({ GOOGLE_CLIENT_ID: "my-own-client" });
    const env = make(true);
    expect(env).toMatchObject({
      SMTP_URL: "smtp://127.0.0.1:4005",
      MAIL_FROM: "Brand Automator <no-reply@brand-automator.example>",
      LINKEDIN_OAUTH_BASE_URL: "http://127.0.0.1:4002/linkedin",
      LINKEDIN_API_BASE_URL: "http://127.0.0.1:4002/linkedin-api",
      LINKEDIN_CLIENT_ID: expect.any(String),
      LINKEDIN_CLIENT_SECRET: expect.any(String),
      GOOGLE_CLIENT_ID: "my-own-client",
    });
    expect(env.GOOGLE_OAUTH_BASE_URL).toBeUndefined();
    expect(env.GOOGLE_CLIENT_SECRET).toBeUndefined();
  });

  it("leaves a mail server of one's own alone, and gives none without the sandbox", () => {
    clear("APP_URL", "SANDBOX", "MAIL_FROM", ...OF_GOOGLE, ...OF_LINKEDIN);
    set({ SMTP_URL: "smtps://mail.example" });
    expect(make(true)).toMatchObject({ SMTP_URL: "smtps://mail.example" });
    expect(make(true).MAIL_FROM).toBeUndefined();
    clear("SMTP_URL");
    for (const name of ["SMTP_URL", ...OF_GOOGLE, ...OF_LINKEDIN]) expect(make(false)[name]).toBeUndefined();
  });

  it("refuses an address that is none", () => {
    set({ APP_URL: "example" });
    expect(() => make(true)).toThrow(/APP_URL must be an http or https address/);
  });
});
