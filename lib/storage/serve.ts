import type { Readable } from "node:stream";
import { nowMs } from "@/lib/clock";
import { AppError, badRequest } from "@/lib/errors";
import type { ByteRange, ContentDisposition, StorageDriver, StoredFile } from "./driver";
import { isStorageKey } from "./keys";
import { isSignatureGood } from "./signature";

/** What a browser may show itself. No SVG, no HTML: they carry scripts. */
const INLINE_TYPES = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "application/pdf",
]);
const MEDIA_TYPE =
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,127}(; ?charset=[a-z0-9-]{1,30})?$/i;

/** A request for a signed address: its parts as they came. */
export interface FileRequest {
  method: string;
  key: string;
  query: {
    expires: number;
    show: "inline" | "attachment";
    name?: string | undefined;
    type?: string | undefined;
    signature: string;
  };
  headers: Headers;
}

/** RFC 6266 with RFC 8187's form for letters beyond ASCII; control characters and quotes go. */
export function dispositionHeader({ kind, fileName }: ContentDisposition): string {
  if (!fileName) return kind;
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_").slice(0, 200);
  const encoded = encodeURIComponent(
    [...fileName.replace(/\p{Surrogate}/gu, "")].slice(0, 200).join(""),
  ).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** One range of RFC 9110, 14.1.2; undefined for the whole file, also for lists of ranges and other units. */
export function parseRange(
  header: string | null,
  sizeBytes: number,
): ByteRange | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const start = Math.max(0, sizeBytes - Number(last));
    return Number(last) === 0 || sizeBytes === 0 ? "unsatisfiable" : { start, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) return undefined;
  return start >= sizeBytes ? "unsatisfiable" : { start, end };
}

function headersOf(file: StoredFile, { query }: FileRequest): Record<string, string> {
  const type = query.type && MEDIA_TYPE.test(query.type) ? query.type : file.contentType;
  const essence = type.split(";")[0]?.trim().toLowerCase() ?? "";
  const mayShow = query.show === "inline" && INLINE_TYPES.has(essence);
  const secondsLeft = Math.max(0, Math.floor(query.expires - nowMs() / 1_000));
  return {
    "content-type": type,
    "content-disposition": dispositionHeader({
      kind: mayShow ? "inline" : "attachment",
      ...(query.name ? { fileName: query.name } : {}),
    }),
    // Browsers refuse to show a PDF in a sandbox; their viewer is one.
    "content-security-policy": `default-src 'none'${essence === "application/pdf" ? "" : "; sandbox"}`,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": `private, max-age=${secondsLeft}`,
    "accept-ranges": "bytes",
    etag: `"${file.etag}"`,
    "last-modified": file.updatedAt.toUTCString(),
  };
}

const missing = () => new AppError("not_found", "There is no such file, or its address no longer works.");

/** Whether a condition such as If-None-Match names this content. */
const names = (header: string | null, etag: string): boolean =>
  header !== null && header.split(",").some((part) => part.trim().replace(/^W\//, "") === `"${etag}"`);

/**
 * Answers a signed address: whole or in part. Wrong, forged and expired addresses look like missing files.
 * @throws AppError not_found
 */
export async function serveFile(storage: StorageDriver, request: FileRequest): Promise<Response> {
  const { key, query, headers } = request;
  const parts = {
    key,
    expires: query.expires,
    show: query.show,
    name: query.name ?? "",
    type: query.type ?? "",
  };
  if (!isStorageKey(key) || !isSignatureGood(parts, query.signature)) throw missing();
  const file = await storage.head(key);
  if (!file) throw missing();
  const common = headersOf(file, request);
  if (names(headers.get("if-none-match"), file.etag))
    return new Response(null, { status: 304, headers: common });
  const ifRange = headers.get("if-range");
  const asked = ifRange === null || names(ifRange, file.etag) ? headers.get("range") : null;
  const range = parseRange(asked, file.sizeBytes);
  if (range === "unsatisfiable")
    return new Response(null, {
      status: 416,
      headers: { ...common, "content-range": `bytes */${file.sizeBytes}` },
    });
  const lengthBytes = range ? range.end - range.start + 1 : file.sizeBytes;
  const answer = {
    status: range ? 206 : 200,
    headers: {
      ...common,
      "content-length": String(lengthBytes),
      ...(range ? { "content-range": `bytes ${range.start}-${range.end}/${file.sizeBytes}` } : {}),
    },
  };
  if (request.method === "HEAD") return new Response(null, answer);
  const opened = await storage.get(key, range);
  // Replaced between the two looks: the length announced would be another file's.
  if (opened?.file.etag !== file.etag) {
    opened?.stream.destroy();
    throw badRequest("The file changed while it was being read. Ask again.");
  }
  return new Response(toWeb(opened.stream), answer);
}

/** A web stream of a file that closes it when the reader goes away. */
function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next: IteratorResult<unknown> = await chunks.next();
      if (next.done) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
    cancel() {
      stream.destroy();
    },
  });
}
