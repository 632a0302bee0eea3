import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { delay, signalGroup } from "./processes.mjs";
import { inDataDir, root } from "./paths.mjs";
import { PlainError, say } from "./say.mjs";
import { startWatchdog } from "./watchdog.mjs";

const RESTART_MS = { first: 500, most: 30_000, calmAfter: 60_000 };

/** The sentence for which a process ended: its last plain line, or the message of its last log line. */
function lastWords(logFile) {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  for (const line of lines.reverse()) {
    if (!line.trim() || /^\s+at /.test(line)) continue;
    try {
      const entry = JSON.parse(line);
      if (entry?.msg) return entry.err?.message ?? entry.msg;
    } catch {
      return line.trim();
    }
  }
  return "no message";
}

/** Runs the product's processes: health at the start, restarts after a crash, an orderly end. */
export class Supervisor {
  #children = new Map();
  #stopping = false;
  #isReady = false;
  #watchdog = startWatchdog();

  /** @param {{ env: Record<string, string>, toConsole: boolean }} options toConsole: show what the children write */
  constructor({ env, toConsole }) {
    this.env = env;
    this.toConsole = toConsole;
  }

  get watchdog() {
    return this.#watchdog;
  }

  /**
   * Starts a process.
   * @param {{ name: string, args: string[], healthUrl: string, env?: Record<string, string> }} spec args: for this Node
   */
  start(spec) {
    const logFile = inDataDir(`${spec.name}.log`);
    const log = this.toConsole ? "pipe" : openSync(logFile, "w", 0o600);
    const child = spawn(process.execPath, spec.args, {
      cwd: root,
      detached: true, // Ctrl-C goes to the starter alone
      stdio: ["ignore", log, log],
      env: { ...this.env, ...spec.env },
    });
    if (typeof log === "number") closeSync(log);
    else for (const stream of [child.stdout, child.stderr]) this.#show(spec.name, stream);
    const entry = {
      spec,
      child,
      logFile,
      startedAtMs: Date.now(),
      failures: this.#children.get(spec.name)?.failures ?? 0,
    };
    this.#children.set(spec.name, entry);
    child.once("error", () => undefined);
    if (child.pid) this.#watchdog.add(child.pid);
    child.once("exit", (code, signal) => this.#ended(entry, code, signal));
  }

  #show(name, stream) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) say(`[${name}] ${line}`);
    });
  }

  #ended(entry, code, signal) {
    this.#watchdog.remove(entry.child.pid);
    signalGroup(entry.child.pid, "SIGKILL"); // what it left of its group
    entry.hasEnded = true;
    if (this.#stopping || !this.#isReady) return;
    if (Date.now() - entry.startedAtMs > RESTART_MS.calmAfter) entry.failures = 0;
    const waitMs = Math.min(RESTART_MS.first * 2 ** entry.failures, RESTART_MS.most);
    entry.failures += 1;
    const how = signal ? `signal ${signal}` : `code ${code}`;
    say(`${entry.spec.name} ended (${how}); starting it again in ${waitMs / 1000} s.`);
    setTimeout(() => this.#stopping || this.start(entry.spec), waitMs).unref();
  }

  /** Waits until every process answers its health address. @throws {PlainError} with a process's own reason when it ends instead */
  async waitUntilHealthy(timeoutMs) {
    await Promise.all(
      [...this.#children.values()].map((entry) => this.#healthy(entry, Date.now() + timeoutMs)),
    );
    this.#isReady = true;
    // One that ended between its health and the last one's is started again like any other.
    for (const entry of this.#children.values()) if (entry.hasEnded) this.start(entry.spec);
  }

  async #healthy(entry, deadline) {
    const { name, healthUrl } = entry.spec;
    while (!this.#stopping) {
      if (entry.hasEnded) {
        await delay(50);
        throw new PlainError(
          this.toConsole
            ? `${name} did not start; its message is above.`
            : `${name} did not start: ${lastWords(entry.logFile)}`,
        );
      }
      if (await answers(healthUrl)) return;
      if (Date.now() > deadline)
        throw new PlainError(`${name} does not answer at ${healthUrl}; see ${entry.logFile}.`);
      await delay(100);
    }
  }

  /** Ends the processes: each group of names at once, one group after the other; what outlives its time is killed. */
  async stop(groups, timeoutMs = 4_000) {
    this.#stopping = true;
    for (const group of groups) {
      const entries = group
        .map((name) => this.#children.get(name))
        .filter((entry) => entry && !entry.hasEnded);
      for (const { child } of entries) signalGroup(child.pid, "SIGTERM");
      const deadline = Date.now() + timeoutMs;
      while (entries.some((entry) => !entry.hasEnded) && Date.now() < deadline) await delay(20);
      for (const entry of entries) {
        if (entry.hasEnded) continue;
        say(`${entry.spec.name} did not stop in time and was killed.`);
        signalGroup(entry.child.pid, "SIGKILL");
      }
    }
  }

  /** Ends everything at once. */
  kill() {
    this.#stopping = true;
    for (const { child, hasEnded } of this.#children.values())
      if (!hasEnded && child.pid) signalGroup(child.pid, "SIGKILL");
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
