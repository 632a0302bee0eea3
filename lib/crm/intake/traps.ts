import type { Fields } from "./fields";

export type Trap = "honeypot" | "too_fast";

const HUMAN_MS_MIN = 1_500;
// A number above this is a Unix time, below it a duration: 2001 against three decades.
const UNIX_MS_MIN = 1_000_000_000_000;

/**
 * Whether a program filled in the form: the field `website`, which people do not see, has a value; or `_t` says that the form
 * was sent within 1.5 s of being shown. `_t` is the milliseconds between showing and sending (best: it does not depend on
 * the visitor's clock), or the Unix time of showing. A form without script leaves it out. What cannot be judged counts
 * as a person: losing a real request is worse than keeping a false one.
 * @param receivedMs Unix time
 */
export function trapOf(fields: Fields, receivedMs: number): Trap | null {
  if (isFilled(fields["website"])) return "honeypot";
  const shown =
    typeof fields["_t"] === "string" || typeof fields["_t"] === "number" ? String(fields["_t"]).trim() : "";
  if (!/^\d{1,15}(\.\d+)?$/.test(shown)) return null;
  const elapsedMs = Number(shown) < UNIX_MS_MIN ? Number(shown) : receivedMs - Number(shown);
  return elapsedMs >= 0 && elapsedMs < HUMAN_MS_MIN ? "too_fast" : null;
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFilled);
  if (typeof value === "string") return value.trim() !== "";
  return value !== undefined && value !== null && value !== false;
}
