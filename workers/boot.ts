import { exitWith } from "@/lib/health/start";

/** Runs a process's main function. A fault of the configuration is one plain sentence and exit code 1. */
export function runProcess(main: () => Promise<void>): void {
  main().catch(exitWith);
}
