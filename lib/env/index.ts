import { type Env, EnvSchema } from "./schema";

export type { Env } from "./schema";

/** A fault of the configuration, told in one sentence that names the variable and what it should be. */
export class EnvError extends Error {
  override name = "EnvError";
}

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);
let parsed: Env | undefined;

/**
 * The parsed environment, read once.
 * @throws EnvError naming each wrong variable
 */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/**
 * Parses an environment. Empty strings count as absent.
 * @throws EnvError naming each wrong variable
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = EnvSchema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = issue.path.join(".");
      return given[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`;
    });
    throw new EnvError(`The environment is not complete: ${faults.join("; ")}. See .env.example.`);
  }
  return checkTogether(result.data);
}

/** Rules that concern more than one variable. */
function checkTogether(value: Env): Env {
  if (value.SANDBOX && !loopbackHosts.has(new URL(value.APP_URL).hostname)) {
    throw new EnvError(
      `SANDBOX=1 lets anyone in and takes play money, so it runs only where APP_URL is this machine (it is ${value.APP_URL}). Unset SANDBOX.`,
    );
  }
  if (!value.REDIS_URL && !value.QUEUE_DATABASE_URL) {
    throw new EnvError(
      "The queue has no home: set REDIS_URL, or QUEUE_DATABASE_URL to keep it in Postgres. See .env.example.",
    );
  }
  return value;
}

/** next-auth reads its own variable; one address of the product is enough to configure. */
export function tellNextAuth(): void {
  process.env.NEXTAUTH_URL = env().APP_URL;
}

/** Forgets the parsed environment, so that a test can change it. */
export function resetEnvForTests(): void {
  parsed = undefined;
}
