import { ensureInstalled } from "./lib/install.mjs";
import { buildAll } from "./lib/build.mjs";
import { requireNode, runMain, say } from "./lib/say.mjs";

await runMain(async () => {
  requireNode();
  ensureInstalled();
  const startedAt = performance.now();
  await buildAll();
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
});
