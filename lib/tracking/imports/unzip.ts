import { Readable, Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createInflateRaw } from "node:zlib";
import type { StorageDriver } from "@/lib/storage";

// Layout: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Archives over 4 GB (zip64) are beyond what is taken here.
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const DIRECTORY_BYTES_MAX = 1_000_000;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

export interface ZipEntry {
  name: string;
  /** The file's bytes. @throws Error when they are more than asked for, or damaged */
  open(sizeBytesMax: number): Promise<Readable>;
}

async function range(files: StorageDriver, key: string, start: number, sizeBytes: number): Promise<Buffer> {
  const found = await files.get(key, { start, end: start + sizeBytes - 1 });
  if (!found) throw new Error("The file is gone.");
  return buffer(found.stream);
}

/**
 * The files in a stored zip archive, read by ranges: memory holds its directory and no more.
 * @throws Error with a plain sentence for what is no such archive
 */
export async function zipEntries(files: StorageDriver, key: string): Promise<ZipEntry[]> {
  const head = await files.head(key);
  if (!head) throw new Error("The file is gone.");
  const tailBytes = Math.min(head.sizeBytes, END_BYTES + COMMENT_BYTES_MAX);
  const tail = await range(files, key, head.sizeBytes - tailBytes, tailBytes);
  let at = tail.length - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_SIGNATURE) at -= 1;
  if (at < 0) throw new Error("This is no zip archive.");
  const [sizeBytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (sizeBytes > DIRECTORY_BYTES_MAX || start + sizeBytes > head.sizeBytes)
    throw new Error("The archive's directory is damaged or too large.");
  return entriesOf(await range(files, key, start, Math.max(1, sizeBytes)), files, key);
}

function entriesOf(directory: Buffer, files: StorageDriver, key: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) break;
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const packedBytes = directory.readUInt32LE(at + 20);
    const nameBytes = directory.readUInt16LE(at + 28);
    const localAt = directory.readUInt32LE(at + 42);
    const name = directory.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (name.endsWith("/")) continue;
    entries.push({
      name,
      open: async (sizeBytesMax) => {
        if ((flags & ENCRYPTED_FLAG) !== 0 || (method !== STORED && method !== DEFLATED))
          throw new Error(`${name} is packed in a way that is not read here.`);
        const local = await range(files, key, localAt, LOCAL_BYTES);
        const start = localAt + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
        if (packedBytes === 0) return Readable.from([]);
        const found = await files.get(key, { start, end: start + packedBytes - 1 });
        if (!found) throw new Error("The file is gone.");
        const plain = method === STORED ? found.stream : inflated(found.stream);
        return bounded(plain, name, sizeBytesMax);
      },
    });
  }
  return entries;
}

function inflated(packed: Readable): Readable {
  const inflate = createInflateRaw();
  packed.once("error", (error) => inflate.destroy(error));
  return packed.pipe(inflate);
}

/** A small archive may unpack to anything; this ends it. */
function bounded(source: Readable, name: string, sizeBytesMax: number): Readable {
  let sizeBytes = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > sizeBytesMax) done(new Error(`${name} unpacks to more than ${sizeBytesMax} bytes.`));
      else done(null, chunk);
    },
  });
  source.once("error", (error) => gate.destroy(error));
  gate.once("close", () => source.destroy());
  return source.pipe(gate);
}
