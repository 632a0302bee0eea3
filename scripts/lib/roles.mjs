import { readFileSync } from "node:fs";
import { fromRoot } from "./paths.mjs";
import { PlainError } from "./say.mjs";

/** Name of the database that the embedded Postgres holds. */
export const DATABASE_NAME = "brand_automator";

// pg is loaded late: `npm start` imports this file before packages are installed.
async function connect(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new PlainError(
      `The database at ${host}${pathname} does not let us in: ${error.message || error.code}`,
    );
  }
  return client;
}

/** Runs fn with one connection and closes it. */
export async function withClient(url, fn) {
  const client = await connect(url);
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

/** Makes a database (UTF8, C locale) when it is missing. */
export async function ensureDatabase(adminUrl, name, { template = "template0" } = {}) {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    const quoted = client.escapeIdentifier(name);
    const from = client.escapeIdentifier(template);
    const locale = template === "template0" ? " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" : "";
    await client.query(`CREATE DATABASE ${quoted} TEMPLATE ${from}${locale}`);
  });
}

/**
 * Runs prisma/sql/roles.sql in the database of `adminUrl` and sets the passwords.
 * @param {string} adminUrl superuser's URL of the application's database
 * @param {Record<string, string>} passwords role name -> password; a role that is left out keeps its own
 */
export async function ensureRoles(adminUrl, passwords) {
  await withClient(adminUrl, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('brand-automator-roles'))");
    await client.query(readFileSync(fromRoot("prisma", "sql", "roles.sql"), "utf8"));
    for (const [role, password] of Object.entries(passwords)) {
      await client.query(
        `ALTER ROLE ${client.escapeIdentifier(role)} PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    await client.query("COMMIT");
  });
}

/** The four URLs of one database: names of the environment contract -> URL. */
export function roleUrls({ host = "127.0.0.1", port, database, secrets }) {
  const url = (role, password) =>
    `postgres://${role}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
  return {
    DATABASE_URL: url("app_user", secrets.userPassword),
    DATABASE_OWNER_URL: url("app_owner", secrets.ownerPassword),
    DATABASE_SYSTEM_URL: url("app_system", secrets.systemPassword),
    QUEUE_DATABASE_URL: url("app_queue", secrets.queuePassword),
  };
}

/** The passwords of the four roles, by role name. */
export const rolePasswords = (secrets) => ({
  app_owner: secrets.ownerPassword,
  app_user: secrets.userPassword,
  app_system: secrets.systemPassword,
  app_queue: secrets.queuePassword,
});
