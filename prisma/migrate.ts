import { pathToFileURL } from "node:url";
import { runMigrations } from "bullmq";
import pg from "pg";
import { externalTables, migrationList, withEngine } from "./engine";

/**
 * Applies all migrations that have not been applied yet.
 * @param ownerUrl connection string of the role that owns the tables
 * @returns names of the migrations applied now; empty when the database was up to date
 */
export async function applyMigrations(ownerUrl: string): Promise<string[]> {
  const result = await withEngine(ownerUrl, (engine) =>
    engine.applyMigrations({
      migrationsList: migrationList(),
      filters: { externalTables, externalEnums: [] },
    }),
  );
  return result.appliedMigrationNames;
}

/**
 * Brings the queue's own schema up to date, where Postgres carries the queue.
 * @param queueUrl connection string of the role that owns the schema "bullmq"
 */
export async function applyQueueMigrations(queueUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: queueUrl });
  await client.connect();
  try {
    await runMigrations({
      query: async <R>(text: string, params?: readonly unknown[]) => runStatement<R>(client, text, params),
    });
  } finally {
    await client.end();
  }
}

// roles.sql has made the schema; the queue's role may not make schemas, not even one that exists.
async function runStatement<R>(
  client: pg.Client,
  text: string,
  params: readonly unknown[] = [],
): Promise<{ rows: R[] }> {
  if (/^\s*CREATE SCHEMA/i.test(text)) return { rows: [] };
  const result =
    params.length > 0
      ? await client.query<R & pg.QueryResultRow>(text, [...params])
      : await client.query<R & pg.QueryResultRow>(text);
  return { rows: result.rows ?? [] };
}

async function main(): Promise<void> {
  const { DATABASE_OWNER_URL: ownerUrl, QUEUE_DATABASE_URL: queueUrl } = process.env;
  if (!ownerUrl) throw new Error("DATABASE_OWNER_URL is not set: it names the role that owns the tables.");
  const applied = await applyMigrations(ownerUrl);
  if (queueUrl) await applyQueueMigrations(queueUrl);
  process.stdout.write(
    applied.length > 0 ? `applied ${applied.join(", ")}\n` : "the database is up to date\n",
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`Migrations failed: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
