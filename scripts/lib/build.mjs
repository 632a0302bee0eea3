import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { hashOf, readJson, writeJson } from "./files.mjs";
import { generateClient } from "./generate-client.mjs";
import { writeGenerated } from "./generated-files.mjs";
import { withLock } from "./lock.mjs";
import { fromRoot, root } from "./paths.mjs";
import { PlainError, say } from "./say.mjs";

/** Server bundles: output name -> entry. Packages stay outside, so each is small and quick to make. */
export const BUNDLES = {
  worker: "workers/main.ts",
  collector: "workers/collector.ts",
  sandbox: "tests/sandbox/main.ts",
  seed: "prisma/seed/main.ts",
  "rotate-secrets": "scripts/rotate-secrets.ts",
};

const SOURCES = [
  "app",
  "components",
  "lib",
  "workers",
  "public",
  "prisma/schema",
  "prisma/seed",
  "tests/sandbox",
  "scripts/lib/build.mjs",
  "scripts/rotate-secrets.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
  "package-lock.json",
];

const isOutput = (name) =>
  /^public\/[a-z]+\.js$/.test(name) || name.startsWith("lib/db/generated/") || /\.test\.tsx?$/.test(name);

const distDir = () => process.env.NEXT_DIST_DIR || ".next";
const stampFile = () => fromRoot(distDir(), "brand-automator.json");

/** @returns {boolean} whether the production build is of the sources as they are */
export function isBuilt() {
  const outputs = [
    `${distDir()}/BUILD_ID`,
    ...Object.keys(BROWSER_SCRIPTS).map((name) => `public/${name}.js`),
    ...Object.keys(BUNDLES).map((name) => `dist/${name}.mjs`),
  ];
  if (!outputs.every((file) => existsSync(fromRoot(file)))) return false;
  return readJson(stampFile())?.hash === hashOf(SOURCES, { except: isOutput });
}

/** Scripts of other people's pages: public/{name}.js -> entry. */
export const BROWSER_SCRIPTS = {
  t: "lib/tracking/tracker/tracker.ts",
  r: "lib/tracking/recorder/recorder.ts",
  ph: "lib/tracking/posthog-script/posthog-script.ts",
};

/** How the scripts of other people's pages are built. What cannot read es2020 (before 2020) is not counted. */
const BROWSER_OPTIONS = {
  minify: true,
  format: "iife",
  platform: "browser",
  target: "es2020",
  legalComments: "none",
};

// "use strict" in front would be 12 of the tracker's bytes, and nothing in it depends on it.
const TRACKER_OPTIONS = {
  ...BROWSER_OPTIONS,
  tsconfigRaw: { compilerOptions: { alwaysStrict: false, strict: false } },
};

/** Bundles the scripts of other people's pages into public/. @throws {PlainError} with esbuild's message */
export async function buildBrowserScripts(names = Object.keys(BROWSER_SCRIPTS)) {
  await Promise.all(
    names.map((name) =>
      bundle({
        ...(name === "t" ? TRACKER_OPTIONS : BROWSER_OPTIONS),
        entryPoints: { [name]: fromRoot(BROWSER_SCRIPTS[name]) },
        outdir: fromRoot("public"),
      }),
    ),
  );
}

/** @returns {Promise<string>} the tracker as it is served, built from its source just now */
export async function trackerText() {
  const { outputFiles } = await bundle({
    ...TRACKER_OPTIONS,
    entryPoints: [fromRoot(BROWSER_SCRIPTS.t)],
    write: false,
  });
  return outputFiles[0].text;
}

/** Bundles the server processes into dist/. */
export async function buildServers(names = Object.keys(BUNDLES)) {
  await bundle({
    entryPoints: Object.fromEntries(names.map((name) => [name, fromRoot(BUNDLES[name])])),
    outdir: fromRoot("dist"),
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
  });
}

async function bundle(options) {
  const { build } = await import("esbuild");
  try {
    return await build({ absWorkingDir: root, bundle: true, logLevel: "silent", ...options });
  } catch (error) {
    throw new PlainError(`The build failed: ${error.message}`);
  }
}

function buildWeb() {
  return new Promise((resolve, reject) => {
    const next = fromRoot("node_modules", "next", "dist", "bin", "next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new PlainError(`next build failed:\n${output.trim()}`)),
    );
  });
}

/** Makes everything that production runs: Prisma's client, tracker, server bundles, web. */
export async function buildAll() {
  generateClient();
  writeGenerated();
  const hash = hashOf(SOURCES, { except: isOutput });
  await buildBrowserScripts();
  await Promise.all([buildServers(), buildWeb()]);
  writeJson(stampFile(), { hash }, 0o644);
}

/** Builds when the sources have changed since the last build; two starters at once build once. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  const lock = fromRoot(
    "node_modules",
    ".cache",
    "brand-automator",
    `build-${path.basename(distDir())}.lock`,
  );
  await withLock(lock, async () => {
    if (isBuilt()) return;
    say("Building …");
    await buildAll();
  });
}
