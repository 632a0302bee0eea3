import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { hashOf, readJson, writeJson } from "./files.mjs";
import { fromRoot, root } from "./paths.mjs";
import { PlainError } from "./say.mjs";

const stamp = () => fromRoot("node_modules", ".cache", "brand-automator", "client.json");

/** Makes Prisma's client in lib/db/generated when the schema is newer. @returns {boolean} whether it was made now */
export function generateClient() {
  const hash = hashOf(["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"]);
  if (readJson(stamp())?.hash === hash && existsSync(fromRoot("lib", "db", "generated", "client.ts")))
    return false;
  const run = spawnSync(
    process.execPath,
    [fromRoot("node_modules", "prisma", "build", "index.js"), "generate"],
    {
      cwd: root,
      encoding: "utf8",
      // The command asks for its native engine though it does not use it here; any executable satisfies it, offline.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (run.status !== 0)
    throw new PlainError(`Prisma's client could not be made:\n${run.stderr || run.stdout}`);
  writeJson(stamp(), { hash });
  return true;
}
