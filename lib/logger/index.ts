import pino from "pino";
import { env } from "@/lib/env";

const secretPaths = [
  "password",
  "passwordHash",
  "token",
  "secret",
  "authorization",
  "cookie",
  "salt",
  "email",
].flatMap((name) => [name, `*.${name}`]);

let root: pino.Logger | undefined;

/** The process's logger: JSON lines on standard output, secrets and addresses redacted by path. */
export function logger(): pino.Logger {
  root ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: { paths: secretPaths, censor: "[redacted]" },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  return root;
}
