import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { canEnter, postgresNative, postgresUser, sharedFolder } from "./postgres-binaries.mjs";
import { PlainError } from "./say.mjs";
import { isAlive, processTitle, waitForExit } from "./processes.mjs";

// Commits stay durable (synchronous_commit, fsync): what the collector acknowledged must survive a crash.
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "150",
  shared_buffers: "256MB",
  work_mem: "8MB",
  synchronous_commit: "on",
  wal_compression: "on",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
};

/** Where the data of a data folder lives: inside it, or, when root's Postgres user cannot enter there, in root's shared folder. */
function dataLocation(dataFolder, user) {
  mkdirSync(dataFolder, { recursive: true });
  if (canEnter(dataFolder, user)) return path.join(dataFolder, "postgres");
  const key = createHash("sha256").update(path.resolve(dataFolder)).digest("hex").slice(0, 12);
  const location = path.join(sharedFolder(), `data-${key}`);
  // Someone deleted the data folder: its cluster goes with it.
  const pointer = path.join(dataFolder, "postgres.location");
  if (!existsSync(pointer)) rmSync(location, { recursive: true, force: true });
  writeFileSync(pointer, `${location}\n`);
  return location;
}

/** An existing cluster runs as its owner, whoever was chosen for new ones. */
function ownerOf(location, user) {
  if (!user || !existsSync(location)) return user;
  const { uid, gid } = statSync(location);
  return uid === 0 ? user : { uid, gid };
}

function initialise({ native, location, user, password }) {
  mkdirSync(location, { recursive: true, mode: 0o700 });
  if (user) chownSync(location, user.uid, user.gid);
  const passwordFile = path.join(tmpdir(), `brand-automator-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const flags = [
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--auth=scram-sha-256",
    "--no-instructions",
  ];
  try {
    const made = spawnSync(
      path.join(native, "bin", "initdb"),
      [`--pgdata=${location}`, `--pwfile=${passwordFile}`, ...flags],
      { ...user, cwd: "/", encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
    );
    if (made.status === 0) return;
    rmSync(location, { recursive: true, force: true });
    throw new PlainError(
      `The database could not be made in ${location}: ${lastLine(made.stderr || made.error?.message)}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

const lastLine = (text) =>
  String(text ?? "")
    .trim()
    .split("\n")
    .at(-1);

/** The pid in postmaster.pid, or null. */
function postmasterPid(location) {
  try {
    return Number(readFileSync(path.join(location, "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return null;
  }
}

/** Ends a Postgres that an earlier run left behind, and clears a lock whose process is gone. */
async function clearLeftover(location) {
  const pid = postmasterPid(location);
  if (!pid) return;
  if (isAlive(pid) && /postgres/.test(processTitle(pid))) {
    process.kill(pid, "SIGINT");
    if (!(await waitForExit(pid, 10_000))) process.kill(pid, "SIGQUIT");
    await waitForExit(pid, 5_000);
  }
  // A number that now belongs to some other program would keep Postgres from starting.
  if (postmasterPid(location) === pid) rmSync(path.join(location, "postmaster.pid"), { force: true });
}

/** Waits for the last word of postmaster.pid, which Postgres sets to "ready" by itself. */
async function waitUntilReady(child, location, logFile, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    try {
      const lines = readFileSync(path.join(location, "postmaster.pid"), "utf8").split("\n");
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return;
    } catch {
      // not written yet
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const log = existsSync(logFile) ? readFileSync(logFile, "utf8").trim().split("\n") : [];
  const reason = log.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? log.at(-1) ?? "no message";
  throw new PlainError(`The embedded Postgres did not start: ${reason}`);
}

/**
 * Starts the embedded Postgres of a data folder, making the cluster when it is missing.
 * @param {{ dataFolder: string, port: number, password: string, logFile: string, settings?: Record<string, string> }} options
 *   password: of the superuser "postgres"; settings: over the defaults, as in postgresql.conf
 * @returns {Promise<{ child: import("node:child_process").ChildProcess, location: string, isNew: boolean, adminUrl(database: string): string, stop(): Promise<void> }>}
 * @throws {PlainError} when it cannot start, with Postgres's own reason
 */
export async function startPostgres({ dataFolder, port, password, logFile, settings = {} }) {
  const lent = postgresUser();
  const native = postgresNative(lent);
  const location = dataLocation(dataFolder, lent);
  const user = ownerOf(location, lent);
  const isNew = !existsSync(path.join(location, "PG_VERSION"));
  if (isNew) initialise({ native, location, user, password });
  else await clearLeftover(location);

  const flags = Object.entries({ ...SETTINGS, port: String(port), ...settings }).flatMap(([key, value]) => [
    "-c",
    `${key}=${value}`,
  ]);
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(path.join(native, "bin", "postgres"), ["-D", location, ...flags], {
    ...user,
    cwd: "/",
    detached: true, // Ctrl-C goes to the starter alone, which stops Postgres last
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
  });
  closeSync(log);
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
  child.unref();
  await waitUntilReady(child, location, logFile, 60_000);
  return {
    child,
    location,
    isNew,
    adminUrl: (database) =>
      `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: () => stopPostgres(child),
  };
}

/** Fast shutdown: open sessions are ended, everything committed is on disk. Kills after 15 seconds. */
async function stopPostgres(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), 15_000);
  await gone;
  clearTimeout(timer);
}

/** Ends a Postgres that a killed starter left in this data folder. */
export async function clearLeftoverPostgres(dataFolder) {
  await clearLeftover(dataLocation(dataFolder, postgresUser()));
}

/** Deletes the cluster of a data folder, wherever it lives; a Postgres that still runs there is ended first. */
export async function removePostgres(dataFolder) {
  const location = dataLocation(dataFolder, postgresUser());
  if (!existsSync(location)) return;
  await clearLeftover(location);
  rmSync(location, { recursive: true, force: true });
}
