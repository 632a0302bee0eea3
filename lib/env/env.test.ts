import { describe, expect, it } from "vitest";
import { EnvError, parseEnv } from "./index";

const good = {
  DATABASE_URL: "postgresql://app_user@127.0.0.1/app",
  DATABASE_SYSTEM_URL: "postgres://app_system@127.0.0.1/app",
  QUEUE_DATABASE_URL: "postgresql://app_queue@127.0.0.1/app",
  NEXTAUTH_SECRET: "x".repeat(32),
};
const faultOf = (changes: Record<string, string | undefined>): string => {
  try {
    parseEnv({ ...good, ...changes });
    return "";
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
};

describe("the environment", () => {
  it("needs only addresses of the database and a secret, and reads numbers, flags and lists", () => {
    const parsed = parseEnv({
      ...good,
      PORT: "8080",
      SANDBOX: "1",
      CORS_ORIGINS: " https://a.example , https://b.example ",
    });
    expect(parsed).toMatchObject({
      PORT: 8080,
      SANDBOX: true,
      CORS_ORIGINS: ["https://a.example", "https://b.example"],
    });
    expect(parsed).toMatchObject({
      RATE_LIMIT_USER_PER_MIN: 100,
      RATE_LIMIT_SESSION_PER_MIN: 600,
      RATE_LIMIT_ANON_PER_MIN: 60,
    });
  });

  it("counts an empty value as absent", () => {
    expect(parseEnv({ ...good, REDIS_URL: "", PORT: "", CORS_ORIGINS: "" })).toMatchObject({
      PORT: 3000,
      CORS_ORIGINS: [],
    });
    expect(faultOf({ DATABASE_URL: "" })).toContain("DATABASE_URL is not set");
  });

  it.each([
    [{ DATABASE_URL: undefined }, "DATABASE_URL is not set"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL: must start with postgresql://"],
    [{ NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET: must have at least 32 characters"],
    [{ PORT: "99999" }, "PORT: "],
    [{ PORT: "http" }, "PORT: "],
    [{ APP_URL: "localhost:3000" }, "APP_URL: "],
    [{ APP_URL: "javascript:alert(1)" }, "APP_URL: "],
    [{ REDIS_URL: "localhost" }, "REDIS_URL: must start with redis://"],
    [{ TRUSTED_PROXIES: "10.0.0.0/8,nonsense" }, 'TRUSTED_PROXIES: "nonsense"'],
    [{ TRUSTED_PROXIES: "10.0.0.0/99" }, 'TRUSTED_PROXIES: "10.0.0.0/99"'],
    [{ CORS_ORIGINS: "https://a.example/path" }, 'CORS_ORIGINS: "https://a.example/path"'],
    [{ CORS_ORIGINS: "*" }, 'CORS_ORIGINS: "*"'],
    [{ SANDBOX: "yes" }, "SANDBOX: "],
    [{ SANDBOX: "1", APP_URL: "https://app.customer.example" }, "SANDBOX=1 lets anyone in"],
    [{ QUEUE_DATABASE_URL: undefined }, "The queue has no home"],
  ])("%j is refused in one plain sentence", (changes, sentence) => {
    const fault = faultOf(changes);
    expect(fault).toContain(sentence);
    expect(fault).not.toContain("\n");
    expect(fault).not.toMatch(/ZodError|\[object/);
  });

  it("names every wrong variable at once, and no value of a secret", () => {
    const fault = faultOf({ DATABASE_URL: undefined, PORT: "x", NEXTAUTH_SECRET: "hunter2" });
    for (const name of ["DATABASE_URL", "PORT", "NEXTAUTH_SECRET"]) expect(fault).toContain(name);
    expect(fault).not.toContain("hunter2");
  });

  it("lets Redis replace the queue's database", () => {
    expect(faultOf({ QUEUE_DATABASE_URL: undefined, REDIS_URL: "redis://127.0.0.1" })).toBe("");
  });
});
