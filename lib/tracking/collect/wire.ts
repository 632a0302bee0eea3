import { idTimeMs } from "@/lib/ids";
import type { DropReason } from "../schemas";

/** Bounds of what a page may send; lib/tracking/README.md documents the format. */
export const BODY_BYTES_MAX = 64 * 1024;
export const BATCH_EVENTS_MAX = 100;
export const ID_AGE_MAX_MS = 48 * 3_600_000;
export const ID_AHEAD_MAX_MS = 5 * 60_000;
const URL_LENGTH_MAX = 4_096;
const NAME_LENGTH_MAX = 100;
const PROPS_MAX = 30;
const PROP_TEXT_MAX = 500;
const VISIBLE_MS_MAX = 4 * 3_600_000;
const TOKEN_LENGTH_MAX = 300;

export const EVENT_KIND = { pageView: 1, custom: 2, engagement: 3 } as const;
export type EventKind = (typeof EVENT_KIND)[keyof typeof EVENT_KIND];

export type Props = Readonly<Record<string, string | number | boolean>>;

/** What the visitor has said about being recognised; "" where the page asks nobody. */
export type Consent = "granted" | "denied" | "";

export type SentEvent = {
  siteKey: string;
  id: string;
  kind: EventKind;
  url: string;
  referrer: string;
  screenWidthPx: number;
  language: string;
  /** Name of a custom event; "" for the other kinds. */
  name: string;
  props: Props | null;
  visibleMs: number;
  /** Deepest scroll in percent of the page. */
  scrollPct: number;
  /** Milliseconds since 1970 of the event by the browser's clock, as its id says. */
  idMs: number;
  /** How long the event waited in the browser, by the browser's own clock. */
  delayMs: number;
  isAutomated: boolean;
  /** Loaded ahead and never shown. */
  isPrefetch: boolean;
  consent: Consent;
  /** Token that names a contact, "" without one. */
  identifyToken: string;
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The site key of an event, as far as there is one, so that even a broken event can be counted for its site. */
export function siteKeyOf(value: unknown): string {
  return isFields(value) && typeof value["k"] === "string" ? value["k"] : "";
}

function kindOf(letter: unknown): EventKind | null {
  if (letter === "p") return EVENT_KIND.pageView;
  if (letter === "e") return EVENT_KIND.custom;
  return letter === "v" ? EVENT_KIND.engagement : null;
}

/**
 * Checks one event as the browser sent it.
 * @param nowMs time of receipt
 * @returns the event, or why it does not count
 */
export function readEvent(value: unknown, nowMs: number): SentEvent | DropReason {
  if (!isFields(value)) return "bad_event";
  const { k, i, t, u } = value;
  if (typeof k !== "string" || typeof i !== "string" || typeof u !== "string" || u.length > URL_LENGTH_MAX)
    return "bad_event";
  const id = ID.test(i) ? i : i.toLowerCase();
  const kind = kindOf(t);
  if (kind === null || !ID.test(id)) return "bad_event";
  const name = kind === EVENT_KIND.custom ? cleanText(value["n"], NAME_LENGTH_MAX) : "";
  if (kind === EVENT_KIND.custom && name === "") return "bad_event";
  const props = kind === EVENT_KIND.custom ? readProps(value["p"]) : null;
  if (props === undefined) return "bad_event";
  const idMs = idTimeMs(id);
  if (idMs < nowMs - ID_AGE_MAX_MS || idMs > nowMs + ID_AHEAD_MAX_MS) return "stale";
  const isEngagement = kind === EVENT_KIND.engagement;
  return {
    siteKey: k,
    id,
    kind,
    url: u,
    referrer: cleanText(value["r"], URL_LENGTH_MAX),
    screenWidthPx: wholeNumber(value["w"], 20_000),
    language: cleanText(value["l"], 35),
    name,
    props,
    visibleMs: isEngagement ? wholeNumber(value["v"], VISIBLE_MS_MAX) : 0,
    scrollPct: isEngagement ? wholeNumber(value["d"], 100) : 0,
    idMs,
    delayMs: delay(value["s"], idMs, nowMs),
    isAutomated: value["b"] === 1,
    isPrefetch: value["x"] === 1,
    consent: value["c"] === 1 ? "granted" : value["c"] === -1 ? "denied" : "",
    identifyToken: kind === EVENT_KIND.pageView ? "" : cleanText(value["g"], TOKEN_LENGTH_MAX),
  };
}

function delay(sentAt: unknown, idMs: number, nowMs: number): number {
  const waited = typeof sentAt === "number" && Number.isFinite(sentAt) ? sentAt - idMs : nowMs - idMs;
  return Math.min(Math.max(Math.round(waited), 0), ID_AGE_MAX_MS);
}

function wholeNumber(value: unknown, max: number): number {
  return typeof value === "number" && value > 0 ? Math.min(Math.round(value), max) : 0;
}

// Postgres stores neither U+0000 nor half a surrogate pair; the way through UTF-8 mends the latter.
const unstorable = /[\u0000\ud800-\udfff]/;

function cleanText(value: unknown, lengthMax: number): string {
  if (typeof value !== "string") return "";
  const text = value.length > lengthMax ? value.slice(0, lengthMax) : value;
  return (unstorable.test(text) ? Buffer.from(text.replaceAll("\u0000", "")).toString() : text).trim();
}

/** @returns flat properties, null without any, undefined when they are no object or too many */
export function readProps(value: unknown): Props | null | undefined {
  if (value === undefined || value === null) return null;
  if (!isFields(value)) return undefined;
  const kept: Record<string, string | number | boolean> = {};
  let count = 0;
  for (const key in value) {
    if ((count += 1) > PROPS_MAX) return undefined;
    const item = value[key];
    const name = cleanText(key, NAME_LENGTH_MAX);
    if (typeof item === "string") kept[name] = cleanText(item, PROP_TEXT_MAX);
    else if (typeof item === "boolean" || (typeof item === "number" && Number.isFinite(item)))
      kept[name] = item;
  }
  return Object.keys(kept).length > 0 ? kept : null;
}
