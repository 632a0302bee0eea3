import { setTimeout as pause } from "node:timers/promises";
import { assertSafeRoles } from "@/lib/db";
import { env, EnvError, tellNextAuth } from "@/lib/env";
import { logger } from "@/lib/logger";

const RETRY_MS = 1_000;

/**
 * Waits until the database answers, then refuses roles under which workspaces would not be kept apart.
 * @throws EnvError
 */
export async function waitForSafeDatabase(): Promise<void> {
  for (;;) {
    try {
      await assertSafeRoles();
      return;
    } catch (error) {
      if (error instanceof EnvError) throw error;
      logger().warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "the database is away, trying again",
      );
      await pause(RETRY_MS);
    }
  }
}

/** Ends the process with one plain sentence and exit code 1. */
export function exitWith(error: unknown): never {
  const text =
    error instanceof EnvError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** For web: parses the environment and checks the roles, the latter beside serving, so that an outage delays nothing. */
export function refuseUnsafeStart(): void {
  try {
    env();
    tellNextAuth();
  } catch (error) {
    exitWith(error);
  }
  waitForSafeDatabase().catch(exitWith);
}
