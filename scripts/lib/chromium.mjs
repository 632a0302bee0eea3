import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { aptInstall } from "./debian.mjs";
import { fromRoot, root } from "./paths.mjs";
import { onPath } from "./programs.mjs";
import { PlainError, say } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

async function ofPlaywright() {
  const { chromium } = await import("playwright");
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : null;
}

/** A Chromium that is on this machine already, or null. */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return path.resolve(given);
    throw new PlainError(`CHROMIUM_PATH names ${given}, which does not exist.`);
  }
  return onPath(NAMES) ?? PLACES.find((file) => existsSync(file)) ?? (await ofPlaywright());
}

/** A Chromium for the end-to-end tests, installed when there is none. @throws {PlainError} saying what to set */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  say("Installing Chromium …");
  spawnSync(process.execPath, [fromRoot("node_modules", "playwright", "cli.js"), "install", "chromium"], {
    cwd: root,
    stdio: "ignore",
    timeout: 180_000,
  });
  const installed = await ofPlaywright();
  if (installed) return installed;
  if (aptInstall("chromium")) return findChromium();
  throw new PlainError(
    "No Chromium was found and none could be installed; install one, or set CHROMIUM_PATH.",
  );
}
