/** What the rollup needs of an event's column `extra` (lib/tracking/collect/event-rows.ts). */
export type ReadExtra = {
  visibleMs: number;
  scrollPct: number;
  /** To add to the time in the event's id. */
  offMs: number;
  otherKeys: readonly string[];
  contactId: string | null;
  isIdentified: boolean;
};

const NO_KEYS: readonly string[] = [];
const NOTHING: ReadExtra = {
  visibleMs: 0,
  scrollPct: 0,
  offMs: 0,
  otherKeys: NO_KEYS,
  contactId: null,
  isIdentified: false,
};

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const number = (value: unknown): number => (typeof value === "number" ? value : 0);

/** Reads it without the checks that the collector has made: half of all events pass here. */
export function readExtra(text: string): ReadExtra {
  if (text === "") return NOTHING;
  const fields = parse(text);
  if (!isFields(fields)) return NOTHING;
  const { y, c } = fields;
  return {
    visibleMs: number(fields["v"]),
    scrollPct: Math.min(number(fields["d"]), 100),
    offMs: number(fields["o"]),
    otherKeys: typeof y === "string" ? [y] : NO_KEYS,
    contactId: typeof c === "string" ? c : null,
    isIdentified: fields["h"] === 1,
  };
}

// One row that somebody has written by hand must not hold up the totals of all sites.
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
