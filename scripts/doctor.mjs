import { existsSync, statfsSync } from "node:fs";
import { loadDotEnv, readPorts, requireDatabaseUrls } from "./lib/environment.mjs";
import { isInstalled } from "./lib/install.mjs";
import { lockHolder } from "./lib/lock.mjs";
import { dataDir, inDataDir, root } from "./lib/paths.mjs";
import { isPortFree } from "./lib/ports.mjs";
import { onPath } from "./lib/programs.mjs";
import { PlainError, requireNode, runMain, say } from "./lib/say.mjs";

const GIB = 2 ** 30;
const FREE_GIB_MIN = 2;

/** Each check returns what is so; it throws a PlainError whose message is the fix. */
const CHECKS = {
  node() {
    requireNode();
    return process.versions.node;
  },
  packages() {
    if (!isInstalled()) throw new PlainError("missing or stale; `npm start` installs them");
    return "as package-lock.json says";
  },
  environment() {
    loadDotEnv();
    readPorts();
    if (process.env.DATABASE_URL) requireDatabaseUrls();
    return existsSync(`${root}/.env`) ? "from .env and the shell" : "defaults and the shell";
  },
  async ports() {
    if (lockHolder(inDataDir("start.lock"))) return "in use by the copy that is running";
    const taken = [];
    for (const [name, port] of Object.entries(readPorts()))
      if (!(await isPortFree(port))) taken.push(`${name}=${port}`);
    if (taken.length > 0)
      throw new PlainError(`taken: ${taken.join(", ")}; free them, or set these variables to other ports`);
    return Object.values(readPorts()).join(", ");
  },
  async postgres() {
    if (!process.env.DATABASE_URL) {
      const { postgresNative, postgresUser } = await import("./lib/postgres-binaries.mjs");
      return `embedded, ${postgresNative(postgresUser())}`;
    }
    const { withClient } = await import("./lib/roles.mjs");
    const version = await withClient(
      process.env.DATABASE_URL,
      async (client) => (await client.query("SHOW server_version_num")).rows[0].server_version_num,
    );
    if (Number(version) < 150_000)
      throw new PlainError(`version ${version / 10_000} is too old; Postgres 15 or newer is needed`);
    return `DATABASE_URL answers, version ${Math.floor(version / 10_000)}`;
  },
  redis() {
    if (process.env.REDIS_URL) return "REDIS_URL is set";
    const found = onPath(["redis-server", "valkey-server"]);
    return found
      ? `queue on Postgres; tests use ${found}`
      : "queue on Postgres; tests need a redis-server or REDIS_URL (as root on Debian they install it)";
  },
  async chromium() {
    if (!isInstalled()) return "asked once packages are installed";
    const { findChromium } = await import("./lib/chromium.mjs");
    return (await findChromium()) ?? "none; `npm test` installs one, or set CHROMIUM_PATH";
  },
  disk() {
    const { bavail, bsize } = statfsSync(root);
    const freeGiB = (bavail * bsize) / GIB;
    if (freeGiB < FREE_GIB_MIN)
      throw new PlainError(`${freeGiB.toFixed(1)} GiB free; make room for at least ${FREE_GIB_MIN} GiB`);
    return `${freeGiB.toFixed(0)} GiB free, data in ${dataDir()}`;
  },
};

await runMain(async () => {
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      say(`ok   ${name.padEnd(12)} ${await check()}`);
    } catch (error) {
      process.exitCode = 1;
      say(`bad  ${name.padEnd(12)} ${error instanceof PlainError ? error.message : error}`);
    }
  }
});
