import { gunzipSync } from "node:zlib";
import type { IncomingMessage } from "node:http";

/** A body that cannot be read; answered with 400. */
export class BodyFault extends Error {}

const GZIP_MAGIC = [0x1f, 0x8b];
const isGzip = (body: Buffer): boolean => body[0] === GZIP_MAGIC[0] && body[1] === GZIP_MAGIC[1];

/**
 * The JSON that was sent: plain, gzip by Content-Encoding or `compression`, or a form with `data` in base64 as posthog-js may send
 * it. Saying gzip and sending something else is refused, as is a program's gzip without a word.
 */
export function readJson(request: IncomingMessage, url: URL, body: Buffer): unknown {
  const said =
    request.headers["content-encoding"] === "gzip" || /^gzip/.test(url.searchParams.get("compression") ?? "");
  const type = request.headers["content-type"] ?? "";
  // posthog-js says nothing of its gzip, to keep the request simple; servers say it.
  const isPacked = isGzip(body);
  if (said !== isPacked && !(isPacked && type.startsWith("text/plain")))
    throw new BodyFault("The body and what it says of its compression differ.");
  const text = isPacked ? unpacked(body) : body.toString("utf8");
  const json = type.startsWith("application/x-www-form-urlencoded") ? fromForm(text) : text;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new BodyFault("The body is not JSON.");
  }
}

function unpacked(body: Buffer): string {
  try {
    return gunzipSync(body).toString("utf8");
  } catch {
    throw new BodyFault("The body is not gzip.");
  }
}

function fromForm(text: string): string {
  const data = new URLSearchParams(text).get("data");
  if (data === null) throw new BodyFault("The form has no data.");
  return Buffer.from(data, "base64").toString("utf8");
}
