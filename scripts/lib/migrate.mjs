import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { readJson } from "./files.mjs";
import { fromRoot, root } from "./paths.mjs";
import { withClient } from "./roles.mjs";
import { PlainError } from "./say.mjs";

function migrationNames() {
  const folder = fromRoot("prisma", "migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

async function appliedNames(ownerUrl) {
  return withClient(ownerUrl, async (client) => {
    const { rows: found } = await client.query(
      "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exists",
    );
    if (!found[0].exists) return new Set();
    const { rows } = await client.query(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    return new Set(rows.map((row) => row.migration_name));
  });
}

// The queue's library brings its tables itself; which version they are of is noted on the schema.
const queueVersion = () => `bullmq ${readJson(fromRoot("node_modules", "bullmq", "package.json"))?.version}`;

async function isQueueCurrent(queueUrl) {
  const { rows } = await withClient(queueUrl, (client) =>
    client.query("SELECT obj_description('bullmq'::regnamespace) AS version"),
  );
  return rows[0].version === queueVersion();
}

const noteQueueVersion = (queueUrl) =>
  withClient(queueUrl, (client) =>
    client.query(`COMMENT ON SCHEMA bullmq IS ${client.escapeLiteral(queueVersion())}`),
  );

/**
 * Applies the migrations that a database still lacks, the queue's among them; the engine is loaded only when there are any.
 * @param {{ DATABASE_OWNER_URL: string, QUEUE_DATABASE_URL?: string }} urls without the queue's address the queue is left alone
 * @returns {Promise<string[]>} names of the migrations applied now
 */
export async function migrate({ DATABASE_OWNER_URL: ownerUrl, QUEUE_DATABASE_URL: queueUrl }) {
  const before = await appliedNames(ownerUrl);
  const waiting = migrationNames().filter((name) => !before.has(name));
  if (waiting.length === 0 && (!queueUrl || (await isQueueCurrent(queueUrl)))) return [];
  const run = spawnSync(process.execPath, ["--import", "tsx", fromRoot("prisma", "migrate.ts")], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, DATABASE_OWNER_URL: ownerUrl, QUEUE_DATABASE_URL: queueUrl ?? "" },
  });
  if (run.status !== 0)
    throw new PlainError(`The migrations could not be applied: ${(run.stderr || run.stdout).trim()}`);
  if (queueUrl) await noteQueueVersion(queueUrl);
  return waiting;
}
