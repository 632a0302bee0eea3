import { brotliCompressSync, gzipSync } from "node:zlib";
import { trackerText } from "../../scripts/lib/build.mjs";

const BROTLI_BYTES_MAX = 2_048;

export const ownDatabase = true;

/** What a visitor's browser loads: the tracker, built from its source just now. */
export async function run(): Promise<Record<string, number>> {
  const text = await trackerText();
  const brotliBytes = brotliCompressSync(text).length;
  if (brotliBytes > BROTLI_BYTES_MAX) throw new Error(`The tracker is ${brotliBytes} bytes compressed.`);
  return {
    brotliBytes,
    brotliBytesMax: BROTLI_BYTES_MAX,
    gzipBytes: gzipSync(text).length,
    rawBytes: text.length,
  };
}
