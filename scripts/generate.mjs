import { spawnSync } from "node:child_process";
import { staleFiles, writeGenerated } from "./lib/generated-files.mjs";
import { fromRoot, root } from "./lib/paths.mjs";
import { PlainError, runMain, say } from "./lib/say.mjs";

/** The API document loads every route, which is TypeScript: hence a process with the loader. */
function writeApiDocument() {
  const args = ["--import", "tsx", fromRoot("scripts", "openapi.ts")];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new PlainError("The API document could not be made.");
}

await runMain(async () => {
  if (!process.argv.includes("--check")) {
    for (const name of writeGenerated()) say(`made ${name}`);
    writeApiDocument();
    return;
  }
  const stale = staleFiles();
  if (stale.length > 0)
    throw new PlainError(`Not current: ${stale.join(", ")}; run \`node scripts/generate.mjs\`.`);
});
