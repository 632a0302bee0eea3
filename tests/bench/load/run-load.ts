import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface LoadOptions {
  port: number;
  siteKey: string;
  /** Host of the pages that are "viewed". */
  pageHost: string;
  connections?: number;
  durationMs?: number;
  /** How many different visitors there are. */
  visitors?: number;
  /** Sends again what was not acknowledged, under the same id. */
  retry?: boolean;
  /** Gets the acknowledged ids, one a line. */
  idsFile?: string;
}

export interface LoadResult {
  sent: number;
  accepted: number;
  other: number;
  elapsedMs: number;
  latenciesUs: { p50: number; p95: number; p99: number; max: number };
}

const SCRIPT = fileURLToPath(new URL("event-load.mjs", import.meta.url));

/** Starts the generator in a process of its own. @returns the process, and its figures once it has ended */
export function startLoad(options: LoadOptions): { child: ChildProcess; result: Promise<LoadResult> } {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const result = new Promise<LoadResult>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("exit", (code) => {
      if (code === 0) resolve(JSON.parse(output) as LoadResult);
      else reject(new Error(`The generator ended with ${code}.`));
    });
  });
  return { child, result };
}
