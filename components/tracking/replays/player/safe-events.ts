import { EventType, type eventWithTime } from "@rrweb/types";

/**
 * A recording comes from a stranger's browser, so nothing of it is believed: whatever could load, run, move or ask for
 * something is taken out before it is built into the player's frame. The frame has no scripts and our own policy besides.
 */
const TYPES = new Set<number>([
  EventType.DomContentLoaded,
  EventType.Load,
  EventType.FullSnapshot,
  EventType.IncrementalSnapshot,
  EventType.Meta,
  EventType.Custom,
]);
const INCREMENTAL: number = EventType.IncrementalSnapshot;
// Mutation, mouse, interaction, scroll, size, input, touch, style rules, drag, styles, adopted style sheets.
const SOURCES = new Set([0, 1, 2, 3, 4, 5, 6, 8, 12, 13, 15]);
const BANNED_TAGS = new Set(
  "script iframe frame frameset object embed applet portal base meta audio video source track".split(" "),
);
const BANNED_ATTRIBUTES = new Set(
  (
    "src srcset href xlink:href action formaction srcdoc data poster background ping target http-equiv content manifest nonce " +
    "rr_dataurl rr_src"
  ).split(" "),
);
const OUTSIDE = /url\(\s*(?!["']?\s*(?:#|data:image\/))[^)]*\)/gi;
const IMPORT = /@import/gi;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The events of a stored piece that may be played. @throws Error when it is no list */
export function safeEvents(value: unknown): eventWithTime[] {
  if (!Array.isArray(value)) throw new Error("This piece of the recording is no list of events.");
  return value.filter(isPlayable).map(clean).filter(isEvent);
}

function isPlayable(event: unknown): boolean {
  if (!isFields(event) || typeof event["type"] !== "number" || !TYPES.has(event["type"])) return false;
  const data = event["data"];
  if (event["type"] !== INCREMENTAL) return true;
  return isFields(data) && typeof data["source"] === "number" && SOURCES.has(data["source"]);
}

// What clean has left has the shape that rrweb's own recorder gave it; a wrong one shows as a gap in the picture.
const isEvent = (value: unknown): value is eventWithTime =>
  isFields(value) && typeof value["timestamp"] === "number" && isFields(value["data"]);

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replace(OUTSIDE, 'url("")').replace(IMPORT, "@x-import");
  if (Array.isArray(value)) return value.map(clean);
  if (!isFields(value)) return value;
  const kept: Fields = {};
  for (const [name, each] of Object.entries(value)) {
    if (name === "attributes" && isFields(each)) kept[name] = cleanAttributes(each);
    else if (name === "tagName") kept[name] = cleanTag(each);
    else kept[name] = clean(each);
  }
  return kept;
}

const cleanTag = (tag: unknown): string =>
  typeof tag === "string" && !BANNED_TAGS.has(tag.toLowerCase()) ? tag : "div";

function cleanAttributes(attributes: Fields): Fields {
  const kept: Fields = {};
  for (const [name, value] of Object.entries(attributes)) {
    const lower = name.toLowerCase();
    if (lower.startsWith("on")) continue;
    const isLocal = lower.endsWith("href") && typeof value === "string" && value.startsWith("#");
    if (!isLocal && BANNED_ATTRIBUTES.has(lower)) continue;
    kept[name] = clean(value);
  }
  return kept;
}
