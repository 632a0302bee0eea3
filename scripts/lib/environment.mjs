import { existsSync } from "node:fs";
import { fromRoot } from "./paths.mjs";
import { DATABASE_NAME, roleUrls } from "./roles.mjs";
import { sandboxEnvironment } from "./sandbox-environment.mjs";
import { PlainError } from "./say.mjs";

/** Reads .env of the checkout; a variable that is set already wins, an empty one counts as not set. */
export function loadDotEnv() {
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  if (existsSync(fromRoot(".env"))) process.loadEnvFile(fromRoot(".env"));
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
}

const PORTS = {
  PORT: 3000,
  COLLECTOR_PORT: 3001,
  SANDBOX_PORT: 3002,
  SANDBOX_SMTP_PORT: 3004,
  WORKER_HEALTH_PORT: 3003,
  DATABASE_PORT: 54329,
};

/** The ports of this copy by variable name. @throws {PlainError} for a value that is no port, or one given twice */
export function readPorts() {
  const ports = Object.fromEntries(
    Object.entries(PORTS).map(([name, port]) => [name, Number(process.env[name] ?? port)]),
  );
  const seen = new Map();
  for (const [name, port] of Object.entries(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new PlainError(`${name} must be a port number from 1 to 65535, not "${process.env[name]}".`);
    }
    if (seen.has(port))
      throw new PlainError(`${name} and ${seen.get(port)} are both ${port}; give each its own port.`);
    seen.set(port, name);
  }
  return ports;
}

const OWN_DATABASE = ["DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL"];

/** What a database of one's own needs beside DATABASE_URL. @throws {PlainError} naming what is missing */
export function requireDatabaseUrls() {
  const needed = process.env.REDIS_URL ? OWN_DATABASE : [...OWN_DATABASE, "QUEUE_DATABASE_URL"];
  const missing = needed.filter((name) => !process.env[name]);
  if (missing.length === 0) return;
  throw new PlainError(
    `DATABASE_URL is set, so ${missing.join(" and ")} must be set too (see .env.example); without DATABASE_URL an embedded Postgres is used.`,
  );
}

const isLoopback = (url) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);

function checkedUrl(name, fallback) {
  const value = process.env[name] ?? fallback;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/$/, "");
  throw new PlainError(`${name} must be an http or https address, not "${value}".`);
}

/**
 * The environment that all processes of one copy share.
 * @param {{ ports: Record<string, number>, secrets: Record<string, string>, embedded: boolean, dev: boolean }} options
 *   embedded: no DATABASE_URL was given; secrets: of the data folder
 * @returns {Record<string, string>}
 */
export function stackEnvironment({ ports, secrets, embedded, dev }) {
  const host = process.env.HOST ?? "127.0.0.1";
  const appUrl = checkedUrl("APP_URL", `http://127.0.0.1:${ports.PORT}`);
  const sandbox = process.env.SANDBOX ?? (embedded && isLoopback(appUrl) ? "1" : undefined);
  const defaults = {
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    JWT_KEYS: secrets.jwtKeys,
    HOST: host,
    NEXT_TELEMETRY_DISABLED: "1",
    ...(embedded ? roleUrls({ port: ports.DATABASE_PORT, database: DATABASE_NAME, secrets }) : {}),
    ...(sandbox ? { SANDBOX: sandbox } : {}),
    ...(sandbox === "1" ? sandboxVariables(ports) : {}),
  };
  return {
    ...defaults,
    ...process.env,
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
    APP_URL: appUrl,
    COLLECTOR_URL: checkedUrl("COLLECTOR_URL", `http://127.0.0.1:${ports.COLLECTOR_PORT}`),
    NODE_ENV: dev ? "development" : "production",
  };
}

function sandboxVariables(ports) {
  const sandboxUrl = `http://127.0.0.1:${ports.SANDBOX_PORT}`;
  const services = sandboxEnvironment({ sandboxUrl, smtpPort: ports.SANDBOX_SMTP_PORT }, process.env);
  return { SANDBOX_URL: sandboxUrl, ...services };
}
