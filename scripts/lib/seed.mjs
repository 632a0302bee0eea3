import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { BUNDLES } from "./build.mjs";
import { fromRoot, root } from "./paths.mjs";
import { PlainError } from "./say.mjs";

/**
 * Loads a named scenario.
 * @param {string} scenario a name that prisma/seed knows
 * @param {{ env: Record<string, string>, useBundle: boolean, show?: boolean }} options useBundle: dist/seed.mjs, which starts faster
 * @returns {Promise<Record<string, unknown>>} the JSON of its last line
 */
export async function runSeed(scenario, { env, useBundle, show = false }) {
  const bundled = fromRoot("dist", "seed.mjs");
  const args = useBundle && existsSync(bundled) ? [bundled] : ["--import", "tsx", fromRoot(BUNDLES.seed)];
  const child = spawn(process.execPath, [...args, scenario], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    if (show) process.stdout.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0)
    throw new PlainError(`The scenario ${scenario} could not be loaded:\n${(errors || output).trim()}`);
  try {
    return JSON.parse(output.trim().split("\n").at(-1));
  } catch {
    return {};
  }
}
