import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readJson } from "./files.mjs";
import { delay, isAlive } from "./processes.mjs";

/** The process that holds a lock file, or null when it is free or its holder is gone. */
export function lockHolder(file) {
  const holder = readJson(file);
  return holder && isAlive(holder.pid) ? holder : null;
}

/** Takes a lock file at once. @returns {boolean} false when a living process holds it */
export function takeLock(file, extra = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file) && !lockHolder(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, ...extra }), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Runs fn while holding a lock file, waiting for another holder first. */
export async function withLock(file, fn) {
  while (!takeLock(file)) await delay(200);
  try {
    return await fn();
  } finally {
    rmSync(file, { force: true });
  }
}
