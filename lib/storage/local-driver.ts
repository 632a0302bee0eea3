import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { env } from "@/lib/env";
import { tooLarge } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { PutOptions, StorageDriver, StoredFile } from "./driver";
import { assertStorageKey } from "./keys";
import { headLine, openStored } from "./local-file";
import { signedPath } from "./signature";

// "a" and "a/b" may both be keys: a file ends with a letter that no key has, so that it never stands in a folder's way.
const FILE_END = "~";

/** Lets at most so many bytes through. */
const bounded = (sizeBytesMax: number): Transform => {
  let sizeBytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > sizeBytesMax) done(tooLarge(sizeBytesMax));
      else done(null, chunk);
    },
  });
};

/** Makes a rename survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** Files under a folder of this machine: DATA_DIR/storage. */
export class LocalDriver implements StorageDriver {
  constructor(private readonly root: string) {}

  private pathOf(key: string): string {
    assertStorageKey(key);
    return `${path.join(this.root, "files", ...key.split("/"))}${FILE_END}`;
  }

  async put(key: string, content: Readable | Uint8Array, options: PutOptions): Promise<StoredFile> {
    const target = this.pathOf(key);
    if (content instanceof Uint8Array && content.byteLength > options.sizeBytesMax)
      throw tooLarge(options.sizeBytesMax);
    const part = path.join(this.root, "parts", newId());
    await mkdir(path.dirname(part), { recursive: true, mode: 0o700 });
    try {
      const file = createWriteStream(part, { flags: "wx", mode: 0o600, flush: true });
      file.write(headLine(options.contentType));
      const source = content instanceof Uint8Array ? Readable.from([content]) : content;
      await pipeline(source, bounded(options.sizeBytesMax), file);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await rename(part, target);
      await syncFolder(path.dirname(target));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    const stored = await this.head(key);
    if (!stored) throw new Error("A file was removed while it was being stored.");
    return stored;
  }

  async head(key: string): Promise<StoredFile | null> {
    const opened = await openStored(this.pathOf(key), key);
    await opened?.handle.close();
    return opened?.file ?? null;
  }

  async get(
    key: string,
    range?: { start: number; end: number },
  ): Promise<{ file: StoredFile; stream: Readable } | null> {
    const opened = await openStored(this.pathOf(key), key);
    if (!opened) return null;
    const { handle, file, contentAt } = opened;
    const start = contentAt + (range?.start ?? 0);
    const end = contentAt + Math.min(range?.end ?? file.sizeBytes - 1, file.sizeBytes - 1);
    if (end < start) {
      await handle.close();
      return { file, stream: Readable.from([]) };
    }
    return { file, stream: handle.createReadStream({ start, end }) };
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    const folder = path.join(this.root, "files");
    // Only below the folder that the prefix names: the rest may hold very many files.
    const below = path.join(folder, ...prefix.split("/").slice(0, -1));
    const entries = await readdir(below, { recursive: true, withFileTypes: true }).catch(() => []);
    const keys = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(FILE_END))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .map((name) => name.slice(0, -FILE_END.length).split(path.sep).join("/"))
      .filter((key) => key.startsWith(prefix))
      .sort();
    for (const key of keys) {
      const file = await this.head(key);
      if (file) yield file;
    }
  }

  async signedUrl(key: string, options: Parameters<StorageDriver["signedUrl"]>[1]): Promise<string> {
    assertStorageKey(key);
    return new URL(signedPath(key, options), env().APP_URL).href;
  }
}
