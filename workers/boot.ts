import { setTimeout as pause } from "node:timers/promises";
import { assertSafeRoles } from "@/lib/db";
import { EnvError } from "@/lib/env";
import { logger } from "@/lib/logger";

const RETRY_MS = 1_000;

/** Waits until the database answers, then refuses unsafe roles. @throws EnvError */
export async function waitForDatabase(): Promise<void> {
  for (;;) {
    try {
      await assertSafeRoles();
      return;
    } catch (error) {
      if (error instanceof EnvError) throw error;
      logger().warn({ reason: error instanceof Error ? error.message : String(error) }, "the database is away, trying again");
      await pause(RETRY_MS);
    }
  }
}

/** Runs a process's main function. A fault of the configuration is one plain sentence and exit code 1. */
export function runProcess(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const text = error instanceof EnvError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  });
}
