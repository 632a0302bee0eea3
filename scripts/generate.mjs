import { staleFiles, writeGenerated } from "./lib/generated-files.mjs";
import { PlainError, runMain, say } from "./lib/say.mjs";

await runMain(async () => {
  if (!process.argv.includes("--check")) {
    for (const name of writeGenerated()) say(`made ${name}`);
    return;
  }
  const stale = staleFiles();
  if (stale.length > 0)
    throw new PlainError(`Not current: ${stale.join(", ")}; run \`node scripts/generate.mjs\`.`);
});
