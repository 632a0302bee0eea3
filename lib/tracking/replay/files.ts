import { createHash } from "node:crypto";
import { storage, tenantFolder } from "@/lib/storage";

const HASH_LENGTH = 16;

/** Folder of one recording in lib/storage. */
export const replayFolder = (tenantId: string, replayId: string): string =>
  `${tenantFolder(tenantId)}replays/${replayId}/`;

/** Where a piece lies. Its content is part of the name: two that claim the same place never overwrite each other. */
export function chunkKey(tenantId: string, replayId: string, seq: number, content: Uint8Array): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, HASH_LENGTH);
  return `${replayFolder(tenantId, replayId)}${seq}-${hash}.json.gz`;
}

/** Removes all files of a recording, also those that no row knows because a process died in between. */
export async function deleteReplayFiles(tenantId: string, replayId: string): Promise<void> {
  for await (const file of storage().list(replayFolder(tenantId, replayId))) await storage().delete(file.key);
}
