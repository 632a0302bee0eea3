import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { aptInstall } from "./debian.mjs";
import { freePorts } from "./ports.mjs";
import { delay } from "./processes.mjs";
import { onPath } from "./programs.mjs";
import { PlainError } from "./say.mjs";
import { startWatchdog } from "./watchdog.mjs";

function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => socket.end(() => resolve(true))).once("error", () => resolve(false));
  });
}

/**
 * A Redis for one test run: REDIS_URL, or a server of its own on a free port.
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 * @throws {PlainError} when there is none and none can be installed
 */
export async function startTestRedis() {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => undefined };
  const find = () => onPath(["redis-server", "valkey-server"]);
  const program = find() ?? (aptInstall("redis-server") ? find() : null);
  if (!program)
    throw new PlainError(
      "No redis-server was found and none could be installed; install one, or set REDIS_URL.",
    );
  const folder = mkdtempSync(path.join(tmpdir(), "brand-automator-redis-"));
  const [port] = await freePorts(1);
  const args = [
    "--port",
    port,
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--save",
    "",
    "--appendonly",
    "no",
    "--maxmemory-policy",
    "noeviction",
  ];
  const child = spawn(program, args.map(String), { detached: true, stdio: "ignore" });
  const watchdog = startWatchdog();
  watchdog.add(child.pid);
  for (let tries = 0; !(await accepts(port)); tries += 1) {
    if (tries > 100 || child.exitCode !== null) throw new PlainError(`${program} did not start.`);
    await delay(50);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      watchdog.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
