import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { readJson } from "./files.mjs";
import { fromRoot, root } from "./paths.mjs";
import { freePorts } from "./ports.mjs";
import { processTitle, waitForExit } from "./processes.mjs";
import { PlainError } from "./say.mjs";

// The stack chooses its own database, queue and addresses: nothing of the caller's leaks in.
const OWN =
  /^(DATABASE_|QUEUE_DATABASE_|REDIS_URL$|APP_URL$|COLLECTOR_URL$|SANDBOX|NEXTAUTH_|ENCRYPTION_KEYS$|JWT_KEYS$|SMTP_|MAIL_|GOOGLE_|LINKEDIN_|OUTBOUND_|HOST$|NODE_ENV$|VITEST|TEST_|npm_)/;

/**
 * Boots the whole product through scripts/start.mjs, in a data folder and on ports of its own.
 * @param {{ dataDir: string, env?: Record<string, string>, keep?: boolean, timeoutMs?: number }} options
 *   dataDir: made anew unless `keep`; env: over the defaults
 * @returns {Promise<{ webUrl: string, collectorUrl: string, sandboxUrl: string, inboxUrl: string, databaseUrl: string, databaseOwnerUrl: string,
 *   demo: { email: string, password: string, siteKey: string, formKey: string }, dataDir: string, pid: number, stop(): Promise<void> }>}
 */
export async function startStack({ dataDir, env = {}, keep = false, timeoutMs = 600_000 }) {
  const folder = path.resolve(root, dataDir);
  if (!keep) await clearFolder(folder);
  mkdirSync(folder, { recursive: true });
  const names = [
    "PORT",
    "COLLECTOR_PORT",
    "SANDBOX_PORT",
    "SANDBOX_SMTP_PORT",
    "WORKER_HEALTH_PORT",
    "DATABASE_PORT",
  ];
  const ports = await freePorts(names.length);
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name)));
  const child = spawn(process.execPath, [fromRoot("scripts", "start.mjs")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inherited,
      ...Object.fromEntries(names.map((name, index) => [name, String(ports[index])])),
      DATABASE_URL: "",
      REDIS_URL: "",
      DATA_DIR: folder,
      ...env,
    },
  });
  await untilReady(child, timeoutMs);
  return {
    ...readJson(path.join(folder, "run.json")),
    dataDir: folder,
    pid: child.pid,
    stop: () => stop(child),
  };
}

/** Deletes an earlier run's folder; one whose starter was killed may still be stopping. */
async function clearFolder(folder) {
  const lock = readJson(path.join(folder, "start.lock"));
  if (lock?.watchdogPid && /watchdog/.test(processTitle(lock.watchdogPid)))
    await waitForExit(lock.watchdogPid, 20_000);
  rmSync(folder, { recursive: true, force: true });
}

function untilReady(child, timeoutMs) {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (reason) => reject(new PlainError(`The product did not start: ${reason}\n${output.trim()}`));
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      fail(`not ready after ${timeoutMs / 1000} s`);
    }, timeoutMs);
    const read = (chunk) => {
      output = (output + chunk).slice(-20_000);
      if (!/^ready /m.test(output)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`exit code ${code}`);
    });
  });
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}
