import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readJson } from "./files.mjs";
import { fromRoot, root } from "./paths.mjs";
import { PlainError, say } from "./say.mjs";

/** Whether node_modules holds what package-lock.json asks for (npm's own record inside it says what it holds). */
export function isInstalled() {
  const wanted = readJson(fromRoot("package-lock.json"))?.packages;
  const held = readJson(fromRoot("node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !held) return false;
  return Object.entries(wanted).every(([name, { version, optional, link }]) => {
    if (name === "" || link) return true;
    if (!held[name]) return Boolean(optional); // of another platform
    return held[name].version === version && existsSync(fromRoot(name));
  });
}

/** Installs the packages of package-lock.json when they are missing or stale. No install script runs: none is needed. */
export function ensureInstalled() {
  if (isInstalled()) return;
  say("Installing packages …");
  // Not `npm ci`: it refuses a lock file that was made where some platform's optional package could not be had.
  const args = [
    "install",
    "--no-save",
    "--include=dev",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const cli = process.env.npm_execpath;
  const viaNode = cli?.endsWith(".js") && existsSync(cli);
  const run = viaNode
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: ["ignore", "ignore", "inherit"] })
    : spawnSync("npm", args, {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
        shell: process.platform === "win32",
      });
  if (run.status !== 0)
    throw new PlainError(
      "npm could not install the packages (its own message is above); run the command again.",
    );
}
