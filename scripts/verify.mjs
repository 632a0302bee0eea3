import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { trackerText } from "./lib/build.mjs";
import { hashOf } from "./lib/files.mjs";
import { generateClient } from "./lib/generate-client.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { fromRoot, root } from "./lib/paths.mjs";
import { PlainError, requireNode, runMain, say } from "./lib/say.mjs";

const TRACKER_BYTES_MAX = 2048;
const CACHE = "node_modules/.cache/brand-automator";
const CODE = [
  "proxy.ts",
  "instrumentation.ts",
  "app",
  "components",
  "lib",
  "workers",
  "prisma",
  "scripts",
  "tests",
];

// A file's typed lint depends on the types of others, so what was found is only good for the very same tree.
const CONFIG = ["eslint.config.mjs", "tsconfig.json", "package.json", "package-lock.json"];
const tree = hashOf([...CODE, ...CONFIG], { except: (name) => name.startsWith("lib/db/generated") });
const LINT_CACHE = `${CACHE}/eslint/${tree.slice(0, 16)}/`;

const tool = (file, ...args) => [fromRoot("node_modules", ...file.split("/")), ...args];

/** A step is a list of arguments for Node, or a function that returns its complaint. Slow ones first: two run at a time. */
const STEPS = {
  lint: tool(
    "eslint/bin/eslint.js",
    ".",
    "--cache",
    "--cache-location",
    LINT_CACHE,
    "--cache-strategy",
    "content",
    "--max-warnings=0",
  ),
  types: tool(
    "typescript/bin/tsc",
    "--noEmit",
    "--incremental",
    "--tsBuildInfoFile",
    `${CACHE}/types.tsbuildinfo`,
  ),
  unused: tool("knip/bin/knip.js", "--no-progress"),
  format: tool(
    "prettier/bin/prettier.cjs",
    "--check",
    ".",
    "--log-level=warn",
    "--cache",
    "--cache-location",
    `${CACHE}/prettier`,
    "--cache-strategy=content",
  ),
  direction: tool(
    "dependency-cruiser/bin/dependency-cruise.mjs",
    "--config",
    ".dependency-cruiser.cjs",
    ...CODE.filter((name) => existsSync(fromRoot(name))),
  ),
  documents: [fromRoot("scripts", "check-docs.mjs")],
  generated: [fromRoot("scripts", "generate.mjs"), "--check"],
  // The API document and the client's types are what the routes say, and valid.
  api: ["--import", "tsx", fromRoot("scripts", "openapi.ts"), "--check"],
  tracker: trackerSize,
};

async function trackerSize() {
  const bytes = brotliCompressSync(await trackerText()).length;
  return bytes <= TRACKER_BYTES_MAX
    ? null
    : `The tracker is ${bytes} bytes compressed; at most ${TRACKER_BYTES_MAX} are allowed.`;
}

function runNode(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0", NEXT_TELEMETRY_DISABLED: "1" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve(String(error)));
    child.once("close", (code) => resolve(code === 0 ? null : output.trim() || `exit code ${code}`));
  });
}

async function runStep(name, step) {
  const startedAt = performance.now();
  const complaint = typeof step === "function" ? await step() : await runNode(step);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${complaint ? "failed" : "ok    "} ${name.padEnd(10)} ${seconds.padStart(5)} s`);
  if (complaint) say(complaint.replace(/^/gm, "    "));
  return !complaint;
}

/** What the checks read but git does not hold: Prisma's client, and the types of Next's routes. */
async function prepare() {
  generateClient();
  if (existsSync(fromRoot("next-env.d.ts")) || !existsSync(fromRoot("app", "layout.tsx"))) return;
  const complaint = await runNode([fromRoot("node_modules", "next", "dist", "bin", "next"), "typegen"]);
  if (complaint) throw new PlainError(`next typegen failed:\n${complaint}`);
}

await runMain(async () => {
  requireNode();
  ensureInstalled();
  const startedAt = performance.now();
  await prepare();
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in STEPS));
  if (unknown.length > 0)
    throw new PlainError(
      `There is no step ${unknown.join(", ")}; the steps are ${Object.keys(STEPS).join(", ")}.`,
    );
  const waiting = Object.entries(STEPS).filter(([name]) => asked.length === 0 || asked.includes(name));
  const total = waiting.length;
  let failed = 0;
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await runStep(...next))) failed += 1;
  };
  await Promise.all([lane(), lane()]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (failed > 0) throw new PlainError(`verify: ${failed} of ${total} steps failed (${seconds} s)`);
  say(`verify: all ${total} steps passed (${seconds} s)`);
});
