import { idTimeMs } from "@/lib/ids";
import { HEAD_BYTES_MAX, STOP_REASONS, type StopReason } from "../limits";

/** What stands in the first line of a piece; lib/tracking/README.md documents the letters. */
export type ChunkHead = {
  siteKey: string;
  replayId: string;
  seq: number;
  url: string;
  /** Browser's clock at the start of the recording and at sending, ms. */
  startMs: number;
  sentMs: number;
  screenWidthPx: number;
  language: string;
  hasConsent: boolean;
  isPacked: boolean;
  isAutomated: boolean;
  reason: StopReason | null;
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NEWLINE = 10;
const SEQ_MAX = 1_000_000;
const URL_LENGTH_MAX = 4_096;

/** @returns head and content of a body, null when the body is no piece of a recording */
export function readChunk(body: Buffer): { head: ChunkHead; content: Buffer } | null {
  const end = body.indexOf(NEWLINE);
  if (end < 0 || end > HEAD_BYTES_MAX) return null;
  const head = readHead(body.toString("utf8", 0, end));
  return head && { head, content: body.subarray(end + 1) };
}

function readHead(text: string): ChunkHead | null {
  const fields = parse(text);
  if (!fields) return null;
  const { k, i, n, u, t, s, w, l, x } = fields;
  if (typeof k !== "string" || typeof i !== "string" || typeof u !== "string" || u.length > URL_LENGTH_MAX)
    return null;
  if (!ID.test(i) || !isWhole(n, SEQ_MAX) || !isTime(t) || !isTime(s)) return null;
  return {
    siteKey: k,
    replayId: i,
    seq: n,
    url: u,
    startMs: t,
    sentMs: s,
    screenWidthPx: isWhole(w, 20_000) ? w : 0,
    language: typeof l === "string" ? l.slice(0, 35) : "",
    hasConsent: fields["c"] === 1,
    isPacked: fields["z"] === 1,
    isAutomated: fields["b"] === 1,
    reason: STOP_REASONS.find((reason) => reason === x) ?? null,
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const isWhole = (value: unknown, max: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max;

// 1970 to 2200: whatever a browser's clock says, nothing larger can be added up by mistake.
const isTime = (value: unknown): value is number => isWhole(value, 7_258_118_400_000);

/** When a recording began, by its id. */
export const replayTimeMs = (replayId: string): number => idTimeMs(replayId);
