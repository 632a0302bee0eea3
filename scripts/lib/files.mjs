import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

/** @returns the parsed JSON of a file, or the fallback when it is missing or broken */
export function readJson(file, fallback = null) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return fallback;
  }
}

/** Writes JSON in one step (temporary file, then rename), readable only by this user unless told otherwise. */
export function writeJson(file, value, mode = 0o600) {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { mode });
  renameSync(partial, file);
}

/** All files below a file or folder, sorted; names of `skip` are left out at every depth. */
export function listFiles(start, skip = new Set(["node_modules", ".git", ".next", ".data", "dist"])) {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => !skip.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(start, entry.name);
      if (entry.isDirectory()) return listFiles(full, skip);
      return entry.isFile() ? [full] : [];
    });
}

/** One hash over the names and contents of files and folders (relative to the checkout). */
export function hashOf(paths, { except = () => false } = {}) {
  const hash = createHash("sha256");
  for (const entry of paths) {
    for (const file of listFiles(path.join(root, entry))) {
      const name = path.relative(root, file);
      if (except(name)) continue;
      hash.update(`${name}\0`).update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}
