import { spawnSync } from "node:child_process";
import { onPath } from "./programs.mjs";
import { say } from "./say.mjs";

/** Installs a Debian package when this is root on Debian or a relative. @returns {boolean} whether it is installed now */
export function aptInstall(name) {
  const apt = onPath(["apt-get"]);
  if (!apt || process.getuid?.() !== 0) return false;
  say(`Installing the Debian package ${name} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args) => spawnSync(apt, args, { stdio: "ignore", env, timeout: 300_000 }).status === 0;
  const install = ["install", "-y", "--no-install-recommends", name];
  return run(...install) || (run("update") && run(...install));
}
