import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generatedFiles, staleFiles } from "./lib/generated-files.mjs";
import { fromRoot } from "./lib/paths.mjs";
import { PlainError, runMain, say } from "./lib/say.mjs";

await runMain(async () => {
  const stale = staleFiles();
  if (process.argv.includes("--check")) {
    if (stale.length > 0) throw new PlainError(`Not current: ${stale.join(", ")}; run \`node scripts/generate.mjs\`.`);
    return;
  }
  const files = generatedFiles();
  for (const name of stale) {
    mkdirSync(path.dirname(fromRoot(name)), { recursive: true });
    writeFileSync(fromRoot(name), files[name]);
    say(`made ${name}`);
  }
});
