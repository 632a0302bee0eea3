import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import pg from "pg";
import { z } from "zod";
import { startTestDatabase } from "../scripts/lib/test-database.mjs";
import { type Catalog, compareCatalogs, readCatalog } from "./catalog";
import { externalTables, schemaFiles, withEngine } from "./engine";

const here = dirname(fileURLToPath(import.meta.url));
const snapshotPath = join(here, "sql", "catalog.snapshot.json");

/** The committed catalog. */
export const readSnapshot = (): Catalog =>
  z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(snapshotPath, "utf8")));

async function catalogOf(ownerUrl: string): Promise<Catalog> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await readCatalog(client);
  } finally {
    await client.end();
  }
}

/**
 * SQL that would turn a database into what prisma/schema says; "" when it is that already.
 * @param ownerUrl connection string of the role that owns the tables
 */
export async function schemaDrift(ownerUrl: string): Promise<string> {
  const files = schemaFiles();
  const result = await withEngine(ownerUrl, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: here },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables, externalEnums: [] },
    }),
  );
  return result.exitCode === 0 ? "" : (result.stdout ?? "").trim();
}

/**
 * All ways in which a database is not what the schema and the committed catalog say.
 * @param ownerUrl connection string of the role that owns the tables
 */
export async function findDrift(ownerUrl: string): Promise<string[]> {
  const sql = await schemaDrift(ownerUrl);
  const lines = compareCatalogs(readSnapshot(), await catalogOf(ownerUrl));
  return [...(sql === "" ? [] : [`prisma/schema asks for:\n${sql}`]), ...lines];
}

/** Runs work on an empty database to which all migrations were applied. */
async function withMigrated<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const database = await startTestDatabase();
  try {
    const urls = await database.urlsOf("drift");
    return await work(urls["DATABASE_OWNER_URL"] ?? "");
  } finally {
    await database.stop();
  }
}

function report(what: string, drift: readonly string[]): void {
  if (drift.length === 0) process.stdout.write(`${what}: no drift\n`);
  else process.stderr.write(`${what} differ from what is committed:\n${drift.join("\n")}\n`);
}

/** Checks the migrations, and the database of DATABASE_OWNER_URL when there is one. --write takes the migrations' catalog over. */
async function main(): Promise<number> {
  const migrations = await withMigrated(async (ownerUrl) => {
    if (process.argv.includes("--write")) {
      writeFileSync(snapshotPath, `${JSON.stringify(await catalogOf(ownerUrl), null, 2)}\n`);
    }
    return findDrift(ownerUrl);
  });
  report("The migrations", migrations);
  const { DATABASE_OWNER_URL: ownerUrl } = process.env;
  const live = ownerUrl ? await findDrift(ownerUrl) : [];
  if (ownerUrl) report("The tables of this database", live);
  return migrations.length + live.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(
        `The drift check failed: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exit(1);
    },
  );
}
