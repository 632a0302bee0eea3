import type { IncomingMessage } from "node:http";

/** The whole body; null when it is larger than `bytesMax`. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bytesMax) chunks.push(chunk); // the rest is read and dropped, so that the answer can be read
  }
  return size > bytesMax ? null : Buffer.concat(chunks);
}
