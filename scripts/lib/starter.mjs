import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { buildBrowserScripts, ensureBuilt } from "./build.mjs";
import { loadDotEnv, readPorts, requireDatabaseUrls, stackEnvironment } from "./environment.mjs";
import { readJson, writeJson } from "./files.mjs";
import { generateClient } from "./generate-client.mjs";
import { writeGenerated } from "./generated-files.mjs";
import { ensureInstalled } from "./install.mjs";
import { lockHolder, takeLock } from "./lock.mjs";
import { migrate } from "./migrate.mjs";
import { dataDir, fromRoot, inDataDir } from "./paths.mjs";
import { isPortFree } from "./ports.mjs";
import { clearLeftoverPostgres, startPostgres } from "./postgres.mjs";
import { processTitle, waitForExit } from "./processes.mjs";
import { DATABASE_NAME, ensureDatabase, ensureRoles, rolePasswords } from "./roles.mjs";
import { PlainError, say } from "./say.mjs";
import { loadSecrets } from "./secrets.mjs";
import { runSeed } from "./seed.mjs";
import { Supervisor } from "./supervisor.mjs";

const HEALTH_TIMEOUT_MS = 90_000;

/** Brings one copy of the product up, from whatever state the checkout is in, and takes it down again. */
export class Starter {
  #supervisor = null;
  #postgres = null;
  #holdsLock = false;

  constructor({ dev }) {
    this.dev = dev;
  }

  /** @throws {PlainError} with one sentence for everything that a person can mend */
  async start() {
    loadDotEnv();
    this.embedded = !process.env.DATABASE_URL;
    if (!this.embedded) requireDatabaseUrls();
    this.ports = readPorts();
    await this.#takeFolder();
    ensureInstalled();
    const secrets = loadSecrets(inDataDir("secrets.json"));
    this.env = stackEnvironment({ ports: this.ports, secrets, embedded: this.embedded, dev: this.dev });
    this.sandbox = this.env.SANDBOX === "1";
    if (this.embedded) await clearLeftoverPostgres(dataDir());
    await this.#checkPorts();
    this.#supervisor = new Supervisor({
      env: this.env,
      toConsole: this.dev || process.env.LOG_TO_CONSOLE === "1",
    });
    noteWatchdog(this.#supervisor.watchdog.pid);
    // Both at once; each is waited for, so that a failure of one leaves nothing of the other behind.
    throwFirst(await Promise.allSettled([this.#prepareDatabase(secrets), this.#prepareCode()]));
    await this.#loadDemo();
    for (const spec of this.#processes()) this.#supervisor.start(spec);
    await this.#supervisor.waitUntilHealthy(HEALTH_TIMEOUT_MS);
    this.#announce();
  }

  /** One starter a data folder; one that was killed may still be clearing up. */
  async #takeFolder() {
    const file = inDataDir("start.lock");
    const before = readJson(file);
    const holder = lockHolder(file);
    if (holder && /start\.mjs/.test(processTitle(holder.pid))) {
      const url = readJson(inDataDir("run.json"))?.webUrl;
      throw new PlainError(
        `Brand Automator already runs from ${dataDir()}${url ? ` at ${url}` : ""} (process ${holder.pid}); stop it first, or set DATA_DIR and other ports for a second copy.`,
      );
    }
    if (before?.watchdogPid && /watchdog/.test(processTitle(before.watchdogPid)))
      await waitForExit(before.watchdogPid, 20_000);
    rmSync(file, { force: true });
    if (!takeLock(file)) throw new PlainError(`Another start from ${dataDir()} is under way.`);
    this.#holdsLock = true;
    rmSync(inDataDir("run.json"), { force: true });
  }

  async #checkPorts() {
    const used = ["PORT", "COLLECTOR_PORT", "WORKER_HEALTH_PORT"];
    if (this.sandbox) used.push("SANDBOX_PORT", "SANDBOX_SMTP_PORT");
    if (this.embedded) used.push("DATABASE_PORT");
    for (const name of used) {
      const host = name === "PORT" ? this.env.HOST : "127.0.0.1";
      if (await isPortFree(this.ports[name], host)) continue;
      throw new PlainError(
        `Port ${this.ports[name]} is taken by another program; free it, or choose another one with ${name}=…`,
      );
    }
  }

  async #prepareDatabase(secrets) {
    if (this.embedded) {
      this.#postgres = await startPostgres({
        dataFolder: dataDir(),
        port: this.ports.DATABASE_PORT,
        password: secrets.postgresPassword,
        logFile: inDataDir("postgres.log"),
      });
      this.#supervisor.watchdog.add(this.#postgres.child.pid, "SIGINT");
      await ensureDatabase(this.#postgres.adminUrl("postgres"), DATABASE_NAME);
      await ensureRoles(this.#postgres.adminUrl(DATABASE_NAME), rolePasswords(secrets));
    }
    const applied = await migrate(this.env);
    if (applied.length > 0) say(`Migrations applied: ${applied.join(", ")}`);
  }

  async #prepareCode() {
    if (!this.dev) return ensureBuilt();
    generateClient();
    writeGenerated();
    await buildBrowserScripts();
  }

  /** The demo belongs to the embedded database: nobody's own database is filled with it. */
  async #loadDemo() {
    const file = inDataDir("demo.json");
    if (!this.embedded || readJson(file)) return;
    say("Loading the demo …");
    const { demo } = await runSeed("demo-agency", { env: this.env, useBundle: !this.dev });
    writeJson(file, demo ?? {});
  }

  #processes() {
    const { PORT, COLLECTOR_PORT, WORKER_HEALTH_PORT, SANDBOX_PORT } = this.ports;
    const at = (port, path) => `http://127.0.0.1:${port}${path}`;
    const host = this.env.HOST;
    const webHost = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
    const next = fromRoot("node_modules", "next", "dist", "bin", "next");
    // By the environment, since the development server runs in a child of its own. A URL, since paths may have spaces.
    const peerAddress = `--import ${pathToFileURL(fromRoot("scripts", "peer-address.mjs")).href}`;
    const nodeOptions = [process.env.NODE_OPTIONS, peerAddress].filter(Boolean).join(" ");
    const run = (bundle, entry) =>
      this.dev
        ? [
            fromRoot("node_modules", "tsx", "dist", "cli.mjs"),
            "watch",
            "--clear-screen=false",
            fromRoot(entry),
          ]
        : ["--enable-source-maps", fromRoot("dist", `${bundle}.mjs`)];
    const list = [
      {
        name: "web",
        args: [next, this.dev ? "dev" : "start", "-p", String(PORT), "-H", host],
        env: { NODE_OPTIONS: nodeOptions },
        healthUrl: `http://${webHost}:${PORT}/api/health`,
      },
      { name: "worker", args: run("worker", "workers/main.ts"), healthUrl: at(WORKER_HEALTH_PORT, "/live") },
      {
        name: "collector",
        args: run("collector", "workers/collector.ts"),
        healthUrl: at(COLLECTOR_PORT, "/health"),
      },
    ];
    if (this.sandbox)
      list.push({
        name: "sandbox",
        args: run("sandbox", "tests/sandbox/main.ts"),
        healthUrl: at(SANDBOX_PORT, "/health"),
      });
    return list;
  }

  #announce() {
    const demo = this.embedded ? readJson(inDataDir("demo.json"), {}) : {};
    writeJson(inDataDir("run.json"), {
      webUrl: this.env.APP_URL,
      collectorUrl: this.env.COLLECTOR_URL,
      sandboxUrl: this.sandbox ? this.env.SANDBOX_URL : null,
      inboxUrl: this.sandbox ? `${this.env.SANDBOX_URL}/mail` : null,
      databaseUrl: this.env.DATABASE_URL,
      databaseOwnerUrl: this.env.DATABASE_OWNER_URL,
      demo,
    });
    say(`Brand Automator  ${this.env.APP_URL}`);
    if (demo.email) say(`Demo login       ${demo.email}  ${demo.password}`);
    if (this.sandbox) {
      say(`Inbox            ${this.env.SANDBOX_URL}/mail`);
      say(`Demo website     ${this.env.SANDBOX_URL}/site`);
    }
    say(`ready ${this.env.APP_URL}`);
  }

  /** Ends everything in order: what takes requests first, then the worker, Postgres last. */
  async stop() {
    // A start that was refused has nothing to clear up: the note is of the copy that runs.
    if (this.#holdsLock) rmSync(inDataDir("run.json"), { force: true });
    await this.#supervisor?.stop([["web", "collector", "sandbox"], ["worker"]]);
    await this.#postgres?.stop();
    this.#supervisor?.watchdog.stop();
    if (this.#holdsLock) rmSync(inDataDir("start.lock"), { force: true });
  }

  /** The second Ctrl-C: at once. Postgres recovers from its log at the next start. */
  kill() {
    this.#supervisor?.kill();
    this.#postgres?.child.kill("SIGQUIT");
    process.exit(1);
  }
}

/** Notes the watchdog in the lock, so that the next start can wait for it after a kill -9. */
function noteWatchdog(watchdogPid) {
  writeJson(inDataDir("start.lock"), { pid: process.pid, watchdogPid });
}

function throwFirst(results) {
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
