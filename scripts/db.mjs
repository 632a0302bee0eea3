import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { BUNDLES, isBuilt } from "./lib/build.mjs";
import { loadDotEnv, readPorts, requireDatabaseUrls, stackEnvironment } from "./lib/environment.mjs";
import { readJson } from "./lib/files.mjs";
import { generateClient } from "./lib/generate-client.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { lockHolder } from "./lib/lock.mjs";
import { migrate } from "./lib/migrate.mjs";
import { dataDir, fromRoot, inDataDir, root } from "./lib/paths.mjs";
import { clearLeftoverPostgres, removePostgres, startPostgres } from "./lib/postgres.mjs";
import { DATABASE_NAME, ensureDatabase, ensureRoles, rolePasswords } from "./lib/roles.mjs";
import { PlainError, requireNode, runMain, say } from "./lib/say.mjs";
import { loadSecrets } from "./lib/secrets.mjs";
import { runSeed } from "./lib/seed.mjs";
import { startWatchdog } from "./lib/watchdog.mjs";

/** The running starter of this data folder, or null. */
const starter = () => lockHolder(inDataDir("start.lock"));

/** Runs fn with the environment of the database: one of one's own, the running copy's, or the embedded one started for it. */
async function withDatabase(fn) {
  const embedded = !process.env.DATABASE_URL;
  const ports = readPorts();
  const secrets = loadSecrets(inDataDir("secrets.json"));
  if (!embedded) {
    requireDatabaseUrls();
    return fn(stackEnvironment({ ports, secrets, embedded, dev: false }));
  }
  if (starter()) {
    const running = readJson(inDataDir("run.json"));
    if (!running) throw new PlainError("Brand Automator is still starting; try again when it is ready.");
    ports.DATABASE_PORT = Number(new URL(running.databaseUrl).port);
    return fn(stackEnvironment({ ports, secrets, embedded, dev: false }));
  }
  await clearLeftoverPostgres(dataDir());
  const logFile = inDataDir("postgres.log");
  const postgres = await startPostgres({
    dataFolder: dataDir(),
    port: ports.DATABASE_PORT,
    password: secrets.postgresPassword,
    logFile,
  });
  const watchdog = startWatchdog();
  watchdog.add(postgres.child.pid, "SIGINT");
  try {
    await ensureDatabase(postgres.adminUrl("postgres"), DATABASE_NAME);
    await ensureRoles(postgres.adminUrl(DATABASE_NAME), rolePasswords(secrets));
    return await fn(stackEnvironment({ ports, secrets, embedded, dev: false }));
  } finally {
    await postgres.stop();
    watchdog.stop();
  }
}

async function applyMigrations(env) {
  const applied = await migrate(env);
  say(applied.length > 0 ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
}

/** Roles and passwords of a database of one's own, by a superuser's URL. */
async function setUpRoles() {
  const adminUrl = process.env.DATABASE_ADMIN_URL;
  if (!adminUrl)
    throw new PlainError(
      "DATABASE_ADMIN_URL must be set: a superuser's address of the application's database.",
    );
  const names = ["DATABASE_OWNER_URL", "DATABASE_URL", "DATABASE_SYSTEM_URL", "QUEUE_DATABASE_URL"];
  const given = names.filter((name) => process.env[name]).map((name) => new URL(process.env[name]));
  const passwords = Object.fromEntries(given.map((url) => [url.username, decodeURIComponent(url.password)]));
  const server = new URL(adminUrl);
  const name = server.pathname.slice(1);
  server.pathname = "/postgres";
  await ensureDatabase(server.href, name);
  await ensureRoles(adminUrl, passwords);
  say(`Roles are ready in ${name}: ${Object.keys(passwords).join(", ")} have the passwords of their URLs.`);
}

async function reset() {
  if (process.env.DATABASE_URL)
    throw new PlainError("db:reset deletes the embedded database only; DATABASE_URL is set.");
  const running = starter();
  if (running)
    throw new PlainError(`Brand Automator runs from ${dataDir()} (process ${running.pid}); stop it first.`);
  await removePostgres(dataDir());
  for (const name of ["demo.json", "run.json", "start.lock"]) rmSync(inDataDir(name), { force: true });
  say("The embedded database is deleted; `npm start` makes a new one with the demo.");
}

function drift(env) {
  const script = fromRoot("prisma", "drift.ts");
  if (!existsSync(script)) throw new PlainError("prisma/drift.ts is missing.");
  const run = spawnSync(process.execPath, ["--import", "tsx", script], { cwd: root, stdio: "inherit", env });
  if (run.status !== 0) throw new PlainError("The database is not what the migrations and the schema say.");
}

async function seed([scenario]) {
  if (!scenario) throw new PlainError("Name a scenario: npm run db:seed -- demo-agency");
  await withDatabase(async (env) => {
    await migrate(env);
    await runSeed(scenario, { env, useBundle: isBuilt(), show: true });
  });
}

/** Seals every secret anew that an older key of ENCRYPTION_KEYS sealed. */
function rotateSecrets(env) {
  const bundled = fromRoot("dist", "rotate-secrets.mjs");
  const program =
    isBuilt() && existsSync(bundled) ? [bundled] : ["--import", "tsx", fromRoot(BUNDLES["rotate-secrets"])];
  const run = spawnSync(process.execPath, program, { cwd: root, stdio: "inherit", env });
  if (run.status !== 0) throw new PlainError("The rotation is not complete.");
}

const COMMANDS = {
  generate: async () => say(generateClient() ? "Prisma's client is made." : "Prisma's client is current."),
  migrate: () => withDatabase(applyMigrations),
  drift: () => withDatabase(drift),
  reset,
  "rotate-secrets": () => withDatabase(rotateSecrets),
  roles: setUpRoles,
  seed,
};

await runMain(async () => {
  requireNode();
  loadDotEnv();
  const [name, ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) throw new PlainError(`Use one of: ${Object.keys(COMMANDS).join(", ")}.`);
  ensureInstalled();
  if (name !== "generate") generateClient();
  await command(args);
});
