import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

type Script = { plain: Buffer; brotli: Buffer; etag: string };

const CHECK_EVERY_MS = 2_000;

/** The built tracker, held in memory and read again when the file has changed. */
export class ScriptFile {
  private script: Script | null = null;
  private modifiedMs = -1;
  private checkedAtMs = 0;

  constructor(private readonly path: string) {}

  /** @returns null where the file is missing */
  read(): Script | null {
    if (this.script && performance.now() - this.checkedAtMs < CHECK_EVERY_MS) return this.script;
    try {
      const modifiedMs = statSync(this.path).mtimeMs;
      if (modifiedMs !== this.modifiedMs) this.script = load(readFileSync(this.path));
      this.modifiedMs = modifiedMs;
    } catch {
      this.script = null;
      this.modifiedMs = -1;
    }
    this.checkedAtMs = performance.now();
    return this.script;
  }
}

function load(plain: Buffer): Script {
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 20)}"`;
  return { plain, brotli: brotliCompressSync(plain), etag };
}
