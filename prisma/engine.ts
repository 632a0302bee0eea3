import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { MigrationList, SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";
import type pg from "pg";

const here = dirname(fileURLToPath(import.meta.url));

/** Tables that Prisma's model does not describe: the event log and the salts, checked by the catalog snapshot instead. */
export const externalTables = ["public.events", "public.tracking_salts"];

let isLoaded = false;

/**
 * Loads Prisma's schema engine as WebAssembly, so that migrations run where the native engine cannot be downloaded.
 * The package imports its .wasm as an ES module, which Node does not do by itself; hence the loading by hand.
 */
function loadWasm(): void {
  if (isLoaded) return; // the bindings keep views into the first instance's memory
  isLoaded = true;
  const wasmPath = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const module = new WebAssembly.Module(readFileSync(wasmPath));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") Reflect.apply(start, undefined, []);
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function's body. This one hands the whole script to
 * the server, which knows where statements end.
 */
class WholeScriptFactory extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    return sendWholeScripts(await super.connect());
  }

  override async connectToShadowDb(): ReturnType<PrismaPg["connectToShadowDb"]> {
    return sendWholeScripts(await super.connectToShadowDb());
  }
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

function sendWholeScripts(adapter: Adapter): Adapter {
  adapter.executeScript = async (script: string) => {
    await adapter.underlyingDriver().query(script);
  };
  return readCharColumns(adapter);
}

const PG_CHAR = 18;
const PG_TEXT = 25;

/**
 * Lets the engine read a database's catalog: Prisma's adapter refuses columns of Postgres's one-byte type "char", of which
 * the catalog is full. They come as text and are then named what the engine expects.
 */
function readCharColumns(adapter: Adapter): Adapter {
  const pool = adapter.underlyingDriver();
  const query = pool.query.bind(pool);
  const queryRaw = adapter.queryRaw.bind(adapter);
  let charColumns: number[] = [];
  Object.assign(pool, {
    query: async (config: pg.QueryConfig) => {
      const result = await query(config);
      const [{ fields = [] } = {}] = [result].flat(); // a script of several statements gives several results
      charColumns = fields.flatMap((field, at) => (field.dataTypeID === PG_CHAR ? [at] : []));
      for (const field of fields) if (field.dataTypeID === PG_CHAR) field.dataTypeID = PG_TEXT;
      return result;
    },
  });
  adapter.queryRaw = async (params) => {
    const result = await queryRaw(params);
    for (const at of charColumns) result.columnTypes[at] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

/**
 * Runs work with an engine bound to one database and frees it afterwards.
 * @param ownerUrl connection string of the role that owns the tables
 * @throws the driver's own error: the engine itself only knows a number for it
 */
export async function withEngine<T>(
  ownerUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loadWasm();
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptFactory({ connectionString: ownerUrl }));
  const datamodels = schemaFiles().map((file): [string, string] => [file.path, file.content]);
  try {
    const engine = await bindings.SchemaEngine.new({ datamodels }, () => undefined, adapter);
    const result = await work(engine);
    engine.free();
    return result;
  } catch (error) {
    const id = /External error id#(\d+)/.exec(String(error))?.[1];
    const cause = id === undefined ? undefined : adapter.errorRegistry.consumeError(Number(id));
    throw cause ? cause.error : error;
  }
}

/** The schema, one file a domain. */
export function schemaFiles(): SchemaContainer[] {
  const dir = join(here, "schema");
  return readdirSync(dir)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: join(dir, name), content: readFileSync(join(dir, name), "utf8") }));
}

/** The migrations folder in the form the engine wants. */
export function migrationList(): MigrationList {
  const baseDir = resolve(here, "migrations");
  const migrationDirectories = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
      },
    }));
  const lockfile = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}
