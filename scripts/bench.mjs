import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./lib/install.mjs";
import { fromRoot, root } from "./lib/paths.mjs";
import { PlainError, requireNode, runMain, say } from "./lib/say.mjs";
import { startStack } from "./lib/stack.mjs";

const NO_LIMIT = "100000000";

/** Every limit of the environment contract, raised: a bench measures the product, not its brakes. */
function raisedLimits() {
  const names = readFileSync(fromRoot(".env.example"), "utf8").match(/^RATE_LIMIT_[A-Z_]+(?==)/gm) ?? [];
  return Object.fromEntries(names.map((name) => [name, NO_LIMIT]));
}

const machineFacts = () => ({
  date: new Date().toISOString(),
  cpu: os.cpus()[0]?.model ?? "unknown",
  cores: os.cpus().length,
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  os: `${os.type()} ${os.release()}`,
  node: process.versions.node,
});

function record(name, figures) {
  const file = fromRoot("tests", "bench", "results", `${name}.json`);
  mkdirSync(fromRoot("tests", "bench", "results"), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...figures, machine: machineFacts() }, null, 2)}\n`);
  say(JSON.stringify(figures, null, 2));
  say(`written to tests/bench/results/${name}.json`);
}

async function bench(name) {
  const module = fromRoot("tests", "bench", `${name}.bench.ts`);
  if (!name || !existsSync(module))
    throw new PlainError(`There is no bench "${name ?? ""}"; see tests/bench/*.bench.ts.`);
  const { run, env = {}, ownDatabase = false } = await import(pathToFileURL(module).href);
  if (ownDatabase) return record(name, await run());
  const stack = await startStack({
    dataDir: ".data/bench",
    env: { ...raisedLimits(), LOG_LEVEL: "warn", ...env },
  });
  try {
    record(name, await run(stack));
  } finally {
    await stack.stop();
  }
}

await runMain(async () => {
  requireNode();
  ensureInstalled();
  if (process.env.BENCH_LOADER) return bench(process.argv[2]);
  // Benches are TypeScript: once more with the loader.
  const run = spawnSync(
    process.execPath,
    ["--import", "tsx", fromRoot("scripts", "bench.mjs"), ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, BENCH_LOADER: "1" },
    },
  );
  process.exitCode = run.status ?? 1;
});
