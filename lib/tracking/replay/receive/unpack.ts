import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { CHUNK_RAW_BYTES_MAX, PAGE_TAG } from "../limits";

const unzip = promisify(gunzip);
const zip = promisify(gzip);

export type Unpacked = {
  /** As it will be stored. */
  packed: Buffer;
  events: number;
  /** Browser's clock of the first and the last event, ms; null without events. */
  firstMs: number | null;
  lastMs: number | null;
  /** How many pages the visitor came to in this piece. */
  pages: number;
};

/**
 * Unpacks a piece within bounds and looks whether it is one: a list of rrweb's events.
 * @returns why it is none otherwise
 */
export async function unpack(
  content: Buffer,
  isPacked: boolean,
): Promise<Unpacked | "too_large" | "unreadable"> {
  const text = await textOf(content, isPacked);
  if (text === "too_large" || text === "unreadable") return text;
  const facts = factsOf(text.toString("utf8"));
  if (!facts) return "unreadable";
  return { packed: isPacked ? content : await zip(content), ...facts };
}

async function textOf(content: Buffer, isPacked: boolean): Promise<Buffer | "too_large" | "unreadable"> {
  if (!isPacked) return content.length > CHUNK_RAW_BYTES_MAX ? "too_large" : content;
  try {
    // A bomb stops here: zlib gives up at the first byte beyond.
    return await unzip(content, { maxOutputLength: CHUNK_RAW_BYTES_MAX });
  } catch (error) {
    const isBomb = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return isBomb ? "too_large" : "unreadable";
  }
}

const TYPE_MAX = 5;
const CUSTOM = 5;

function factsOf(text: string): Omit<Unpacked, "packed"> | null {
  const events = parse(text);
  if (!Array.isArray(events)) return null;
  let [firstMs, lastMs, pages] = [Infinity, -Infinity, 0];
  for (const event of events) {
    const time = timeOf(event);
    if (time === null) return null;
    firstMs = Math.min(firstMs, time);
    lastMs = Math.max(lastMs, time);
    if (isPage(event)) pages += 1;
  }
  const isEmpty = events.length === 0;
  return { events: events.length, firstMs: isEmpty ? null : firstMs, lastMs: isEmpty ? null : lastMs, pages };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function timeOf(event: unknown): number | null {
  if (typeof event !== "object" || event === null || !("type" in event) || !("timestamp" in event))
    return null;
  const { type, timestamp } = event;
  const isKnown = typeof type === "number" && Number.isInteger(type) && type >= 0 && type <= TYPE_MAX;
  return isKnown && typeof timestamp === "number" && Number.isFinite(timestamp) ? timestamp : null;
}

function isPage(event: unknown): boolean {
  if (typeof event !== "object" || event === null || !("type" in event) || event.type !== CUSTOM)
    return false;
  const data = "data" in event ? event.data : null;
  return typeof data === "object" && data !== null && "tag" in data && data.tag === PAGE_TAG;
}
