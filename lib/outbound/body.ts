import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { refused } from "./faults";

const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What Accept-Encoding offers: the codings that the decoders know. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

const tooBig = (bytesMax: number) =>
  refused(`What is there is larger than ${bytesMax.toLocaleString("en")} bytes, the most that is read.`);

function decoderOf(response: IncomingMessage): Transform | undefined {
  const coding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (coding === "identity" || coding === "") return undefined;
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (!decoder) throw refused("What is there is encoded in a way that cannot be read.");
  return decoder();
}

/**
 * Reads a body to its end or refuses it as soon as it has more than bytesMax. Both sides of the decoder are counted: a small
 * body that unfolds to gigabytes stops at the bound (zlib hands out 16 KB at a time), and so does one that never unfolds.
 * @throws AppError bad_request; or the stream's own error
 */
export async function readBounded(response: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (Number(response.headers["content-length"] ?? 0) > bytesMax) throw tooBig(bytesMax);
  const decoder = decoderOf(response);
  const out: Readable = decoder ? response.pipe(decoder) : response;
  let encodedBytes = 0;
  if (decoder) {
    response.on("data", (chunk: Buffer) => {
      encodedBytes += chunk.length;
      if (encodedBytes > bytesMax) decoder.destroy(tooBig(bytesMax));
    });
    // A pipe does not hand an error on; without this a dropped connection would wait for the time-out.
    response.once("error", (error) => decoder.destroy(error));
    response.once("aborted", () => decoder.destroy(new Error("The connection ended early.")));
  }
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of out) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    sizeBytes += bytes.length;
    if (sizeBytes > bytesMax) throw tooBig(bytesMax);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
