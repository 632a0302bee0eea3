/** One recording goes on over the pages that a visitor opens in one tab: what the next page has to know of it. */
export type ReplaySession = {
  /** uuidv7 of the recording. */
  id: string;
  nextSeq: number;
  /** Browser's clock at its start. */
  startMs: number;
  sentBytes: number;
  lastMs: number;
  /** A page has it at this moment; a copied tab finds it so and begins a recording of its own. */
  isOpen: boolean;
  isStopped: boolean;
};

// As long as a visit may rest.
const REST_MAX_MS = 30 * 60_000;
const NAME = "ba_replay";

const keyOf = (siteKey: string): string => `${NAME}:${siteKey}`;

/** The tab's recording, or a new one. @returns null when it was stopped and must not go on */
export function openSession(siteKey: string): ReplaySession | null {
  const now = Date.now();
  const known = read(siteKey);
  const isResting = known !== null && now - known.lastMs < REST_MAX_MS;
  if (isResting && known.isStopped) return null;
  const session: ReplaySession =
    isResting && !known.isOpen
      ? { ...known, isOpen: true }
      : {
          id: newId(now),
          nextSeq: 0,
          startMs: now,
          sentBytes: 0,
          lastMs: now,
          isOpen: true,
          isStopped: false,
        };
  saveSession(siteKey, session);
  return session;
}

/** Without storage each page is a recording of its own. */
export function saveSession(siteKey: string, session: ReplaySession): void {
  try {
    sessionStorage.setItem(keyOf(siteKey), JSON.stringify(session));
  } catch {
    return;
  }
}

export function forgetSession(siteKey: string): void {
  try {
    sessionStorage.removeItem(keyOf(siteKey));
  } catch {
    return;
  }
}

function read(siteKey: string): ReplaySession | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(keyOf(siteKey)) ?? "null");
    return isSession(value) ? value : null;
  } catch {
    return null;
  }
}

function isSession(value: unknown): value is ReplaySession {
  if (typeof value !== "object" || value === null) return false;
  const fields: Partial<Record<keyof ReplaySession, unknown>> = value;
  return (
    typeof fields.id === "string" &&
    [fields.nextSeq, fields.startMs, fields.sentBytes, fields.lastMs].every((n) => typeof n === "number") &&
    typeof fields.isOpen === "boolean" &&
    typeof fields.isStopped === "boolean"
  );
}

/** uuidv7 (RFC 9562, 5.7). */
function newId(atMs: number): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte, index) =>
    (index === 0 ? (byte & 15) | 112 : index === 2 ? (byte & 63) | 128 : byte).toString(16).padStart(2, "0"),
  );
  const hex = atMs.toString(16).padStart(12, "0") + random.join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
