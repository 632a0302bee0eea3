import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { listFiles } from "./files.mjs";
import { fromRoot, root } from "./paths.mjs";

const HEADER = "// Made by scripts/generate.mjs; do not edit. `node scripts/generate.mjs` makes it anew.\n";

const relative = (file) => path.relative(root, file).split(path.sep).join("/");
const matches = (file, pattern) => [...readFileSync(file, "utf8").matchAll(pattern)].map((match) => match[1]);
const withoutEnding = (name) => name.replace(/\.ts$/, "");

/** lib/jobs/registry.generated.ts: every job and schedule of every domain. */
function registry() {
  const files = listFiles(fromRoot("lib")).map(relative);
  const jobs = files
    .filter((name) => /^lib\/[a-z-]+\/jobs\/[a-z0-9-]+\.ts$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => ({
      name,
      exports: matches(fromRoot(name), /^export const (\w+) = define(?:System)?Job\b/gm),
    }))
    .filter((entry) => entry.exports.length > 0);
  const schedules = files.filter((name) => /^lib\/[a-z-]+\/schedules\.ts$/.test(name));
  const lines = [
    'import type { AnyJob, Schedule } from "./define";',
    ...jobs.map(({ name, exports }) => `import { ${exports.join(", ")} } from "@/${withoutEnding(name)}";`),
    ...schedules.map(
      (name, index) => `import { schedules as schedules${index} } from "@/${withoutEnding(name)}";`,
    ),
    "",
    "export const jobs: readonly AnyJob[] = [",
    ...jobs.flatMap(({ exports }) => exports.map((name) => `  ${name},`)),
    "];",
    "",
    "export const schedules: readonly Schedule[] = [",
    ...schedules.map((_, index) => `  ...schedules${index},`),
    "];",
    "",
  ];
  return HEADER + lines.join("\n");
}

/** Generated files by path from the checkout's top. */
const generatedFiles = () => ({
  "lib/jobs/registry.generated.ts": registry(),
});

/** @returns {string[]} the generated files whose content is not what the sources ask for */
export function staleFiles() {
  return Object.entries(generatedFiles())
    .filter(([name, text]) => !existsSync(fromRoot(name)) || readFileSync(fromRoot(name), "utf8") !== text)
    .map(([name]) => name);
}

/** Writes the generated files that are not current. @returns {string[]} their names */
export function writeGenerated() {
  const files = generatedFiles();
  const stale = staleFiles();
  for (const name of stale) {
    mkdirSync(path.dirname(fromRoot(name)), { recursive: true });
    writeFileSync(fromRoot(name), files[name]);
  }
  return stale;
}
