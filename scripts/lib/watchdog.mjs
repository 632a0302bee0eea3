import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isAlive, signalGroup, waitForExit } from "./processes.mjs";

const GRACE_MS = 8_000;

/**
 * A small process that outlives a starter killed with SIGKILL, and then ends the children it was told of, in the order of telling.
 * @returns {{ pid: number, add(pid: number, signal?: string): void, remove(pid: number): void, stop(): void }}
 */
export function startWatchdog() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "--watch"], {
    detached: true,
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: process.env.PATH },
  });
  child.unref();
  child.stdin.unref?.();
  child.stdin.on("error", () => undefined);
  const tell = (line) => child.stdin.writable && child.stdin.write(`${line}\n`);
  return {
    pid: child.pid,
    add: (pid, signal = "SIGTERM") => tell(`add ${pid} ${signal}`),
    remove: (pid) => tell(`remove ${pid}`),
    stop: () => child.stdin.end("bye\n"),
  };
}

/** The watchdog's own life: lines until the starter ends; without "bye" that end was sudden. */
async function watch() {
  process
    .on("SIGINT", () => undefined)
    .on("SIGTERM", () => undefined)
    .on("SIGHUP", () => undefined);
  const watched = new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, pid, signal] = line.split(" ");
    if (word === "bye") return;
    if (word === "add") watched.set(Number(pid), signal);
    if (word === "remove") watched.delete(Number(pid));
  }
  // Postgres (SIGINT: fast shutdown) goes last, so that the others can finish their transactions.
  const isLast = (signal) => signal === "SIGINT";
  for (const last of [false, true]) {
    const pids = [...watched].filter(([, signal]) => isLast(signal) === last);
    for (const [pid, signal] of pids)
      if (isAlive(pid)) last ? process.kill(pid, signal) : signalGroup(pid, signal);
    const ended = await Promise.all(
      pids.map(async ([pid]) => ({ pid, inTime: await waitForExit(pid, GRACE_MS) })),
    );
    for (const { pid, inTime } of ended) if (!inTime) signalGroup(pid, last ? "SIGQUIT" : "SIGKILL");
  }
}

if (process.argv[2] === "--watch") await watch();
