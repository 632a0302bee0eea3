import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's top folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {...string} parts @returns {string} absolute path inside the checkout */
export const fromRoot = (...parts) => path.join(root, ...parts);

/** The folder of all runtime data: DATA_DIR (relative to the checkout), default .data. */
export function dataDir() {
  return path.resolve(root, process.env.DATA_DIR || ".data");
}

/** Makes the data folder when it is missing and returns the path inside it. */
export function inDataDir(...parts) {
  mkdirSync(dataDir(), { recursive: true });
  return path.join(dataDir(), ...parts);
}
