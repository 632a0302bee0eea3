import { isIP } from "node:net";
import { z } from "zod";

const url = z.url({ protocol: /^https?$/, error: "must be an address like https://app.example.com" });
const port = z.coerce.number().int().min(1).max(65_535);
const positive = z.coerce.number().int().positive();
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const list = z.string().transform((value) =>
  value
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean),
);

const BITS_MAX: Record<number, number> = { 4: 32, 6: 128 };

/** An address or a CIDR range, e.g. 10.0.0.0/8. */
function isNetwork(entry: string): boolean {
  const [address = "", bits, ...rest] = entry.split("/");
  const bitsMax = BITS_MAX[isIP(address)];
  if (bitsMax === undefined || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax);
}

const isOrigin = (entry: string): boolean => URL.canParse(entry) && new URL(entry).origin === entry;

/** A list whose first wrong entry is named. */
const listOf = (isGood: (entry: string) => boolean, kind: string) =>
  list.superRefine((entries, context) => {
    const wrong = entries.find((entry) => !isGood(entry));
    if (wrong !== undefined) context.addIssue({ code: "custom", message: `"${wrong}" is not ${kind}` });
  });
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://");

/**
 * The environment contract. Names are stable; .env.example lists and explains all of them.
 * Everything has a default but the addresses of the database and the secrets.
 */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),

  APP_URL: url.default("http://localhost:3000"),
  COLLECTOR_URL: url.default("http://localhost:3001"),
  SANDBOX_URL: url.default("http://localhost:3002"),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  COLLECTOR_PORT: port.default(3001),
  SANDBOX_HOST: z.string().default("127.0.0.1"),
  SANDBOX_PORT: port.default(3002),
  SANDBOX_SMTP_PORT: port.default(3004),
  WORKER_HEALTH_PORT: port.default(3003),
  DATABASE_PORT: port.default(54_329),
  DATA_DIR: z.string().default(".data"),
  SANDBOX: flag.default(false),

  DATABASE_URL: postgresUrl,
  DATABASE_SYSTEM_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl.optional(),
  QUEUE_DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL_MAX: positive.default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must start with redis:// or rediss://")
    .optional(),

  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  ENCRYPTION_KEYS: z.string().optional(),
  JWT_KEYS: z.string().optional(),

  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().default("Brand Automator <no-reply@localhost>"),

  GOOGLE_OAUTH_BASE_URL: url.optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  LINKEDIN_OAUTH_BASE_URL: url.optional(),
  LINKEDIN_API_BASE_URL: url.optional(),
  LINKEDIN_CLIENT_ID: z.string().optional(),
  LINKEDIN_CLIENT_SECRET: z.string().optional(),

  POSTHOG_BASE_URL: url.optional(),
  POSTHOG_TIMEOUT_MS: positive.default(10_000),
  POSTHOG_FORWARD_INTERVAL_MS: positive.default(5_000),
  POSTHOG_LEASE_MS: positive.default(120_000),
  POSTHOG_RETRY_MS: positive.default(5_000),

  STORAGE_DRIVER: z
    .enum(["local"], { error: "must be local; other drivers are not part of this version" })
    .default("local"),
  OUTBOUND_ALLOW_HOSTS: list.default([]),
  OUTBOUND_DNS_SERVER: z
    .string()
    .regex(/^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:]+\])(:\d{1,5})?$/, "must be an address like 127.0.0.1:5353")
    .optional(),
  EMAIL_RETRY_INTERVAL_MS: positive.default(15_000),
  LIVE_HEARTBEAT_MS: positive.default(15_000),
  WORKSPACE_GRACE_DAYS: positive.default(30),

  TRUSTED_PROXIES: listOf(isNetwork, "an address or a range like 10.0.0.0/8").default([]),
  CORS_ORIGINS: listOf(isOrigin, "an origin like https://app.example.com").default([]),
  RATE_LIMIT_USER_PER_MIN: positive.default(100),
  RATE_LIMIT_SESSION_PER_MIN: positive.default(600),
  RATE_LIMIT_WORKSPACE_PER_MIN: positive.default(3_000),
  RATE_LIMIT_ANON_PER_MIN: positive.default(60),
  RATE_LIMIT_COLLECT_PER_MIN: positive.default(600),
  RATE_LIMIT_COLLECT_SITE_PER_MIN: positive.default(60_000),

  GEO_CITY_FILE: z.string().optional(),

  OUTBOX_INTERVAL_MS: positive.default(250),
  OUTBOX_LEASE_MS: positive.default(30_000),
  JOB_LEASE_MS: positive.default(30_000),
  ROLLUP_INTERVAL_MS: positive.default(500),
  SESSION_MAX_AGE_DAYS: positive.default(30),
});

export type Env = z.infer<typeof EnvSchema>;
