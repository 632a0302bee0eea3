import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "./migrate.mjs";
import { freePorts } from "./ports.mjs";
import { startPostgres } from "./postgres.mjs";
import { ensureDatabase, ensureRoles, rolePasswords, roleUrls } from "./roles.mjs";
import { loadSecrets } from "./secrets.mjs";
import { startWatchdog } from "./watchdog.mjs";

const TEMPLATE = "template_app";

// The machine may lose this database when its power goes, never a process that is killed: what is committed has left Postgres.
const SETTINGS = { fsync: "off", full_page_writes: "off" };

/**
 * A throw-away Postgres with the four roles and all migrations, for one test run: data in the temporary folder, a free port.
 * @param {Record<string, string>} settings of Postgres; {} for those of the product
 * @returns {Promise<{ urlsOf(database: string): Promise<Record<string, string>>, adminUrl(database: string): string, restart(): Promise<void>, stop(): Promise<void> }>}
 *   restart keeps the data and the addresses, and nothing of what was in memory; urlsOf makes the database from the migrated template when it is missing
 */
export async function startTestDatabase(settings = SETTINGS) {
  const dataFolder = mkdtempSync(path.join(tmpdir(), "brand-automator-test-"));
  // Only the cluster's own folder is private; Postgres runs as another user when this is root.
  if (process.getuid?.() === 0) (await import("node:fs")).chmodSync(dataFolder, 0o755);
  const [port] = await freePorts(1);
  const secrets = loadSecrets(path.join(dataFolder, "secrets.json"));
  const logFile = path.join(dataFolder, "postgres.log");
  const password = secrets.postgresPassword;
  const start = () => startPostgres({ dataFolder, port, password, logFile, settings });
  let postgres = await start();
  const watchdog = startWatchdog();
  watchdog.add(postgres.child.pid, "SIGINT");
  const urls = (database) => roleUrls({ port, database, secrets });
  await ensureDatabase(postgres.adminUrl("postgres"), TEMPLATE);
  await ensureRoles(postgres.adminUrl(TEMPLATE), rolePasswords(secrets));
  await migrate(urls(TEMPLATE));
  return {
    adminUrl: postgres.adminUrl,
    async urlsOf(database) {
      await ensureDatabase(postgres.adminUrl("postgres"), database, { template: TEMPLATE });
      // Ownership and rights of a database are not copied with its template.
      await ensureRoles(postgres.adminUrl(database), {});
      return urls(database);
    },
    async restart() {
      await postgres.stop();
      postgres = await start();
      watchdog.add(postgres.child.pid, "SIGINT");
    },
    async stop() {
      await postgres.stop();
      watchdog.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
