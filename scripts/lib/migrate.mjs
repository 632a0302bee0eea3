import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
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

/**
 * Applies the migrations that a database still lacks; the engine is loaded only when there are any.
 * @param {string} ownerUrl connection string of app_owner
 * @returns {Promise<string[]>} names of the migrations applied now
 */
export async function migrate(ownerUrl) {
  const applied = await appliedNames(ownerUrl);
  if (migrationNames().every((name) => applied.has(name))) return [];
  const run = spawnSync(
    process.execPath,
    ["--import", "tsx", fromRoot("scripts", "lib", "apply-migrations.mjs")],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
    },
  );
  if (run.status !== 0)
    throw new PlainError(`The migrations could not be applied:\n${(run.stderr || run.stdout).trim()}`);
  return JSON.parse(run.stdout.trim().split("\n").at(-1));
}
