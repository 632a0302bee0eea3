import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";
import type { StoredFile } from "./driver";

// A file is one line of JSON about it, then its bytes: the two can never disagree, and one rename replaces both.
const HEAD_BYTES_MAX = 1_024;
const NEWLINE = 10;
const Head = z.object({ version: z.literal(1), contentType: z.string() });

export const headLine = (contentType: string): Buffer => {
  const line = Buffer.from(`${JSON.stringify({ version: 1, contentType } satisfies z.input<typeof Head>)}\n`);
  if (line.length > HEAD_BYTES_MAX) throw new Error("The content type is too long.");
  return line;
};

export interface OpenFile {
  handle: FileHandle;
  file: StoredFile;
  /** Where the content begins. */
  contentAt: number;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

async function read(handle: FileHandle, key: string): Promise<OpenFile> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES_MAX), 0, HEAD_BYTES_MAX, 0);
  const end = buffer.subarray(0, bytesRead).indexOf(NEWLINE);
  if (end < 0) throw new Error("A stored file has no head line.");
  const { contentType } = Head.parse(JSON.parse(buffer.toString("utf8", 0, end)));
  const stat = await handle.stat({ bigint: true });
  const etag = createHash("sha256").update(`${stat.ino}-${stat.mtimeNs}-${stat.size}`).digest("base64url");
  const file = {
    key,
    contentType,
    sizeBytes: Number(stat.size) - (end + 1),
    updatedAt: new Date(Number(stat.mtimeMs)),
    etag: etag.slice(0, 22),
  };
  return { handle, file, contentAt: end + 1 };
}

/** Opens a stored file; null when there is none. The caller closes the handle. */
export async function openStored(path: string, key: string): Promise<OpenFile | null> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return await read(handle, key);
  } catch (error) {
    await handle.close();
    throw error;
  }
}
