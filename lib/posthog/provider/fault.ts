/**
 * Why PostHog did not do what it was asked.
 * - key: it does not know the key, or the key may not do this; only a person can mend that
 * - quota: the plan's limit is reached
 * - refused: it does not take this content (400, 413)
 * - busy: it asks to come back later (429)
 * - away: no answer, or a fault of its own; a later try may work
 * - stranger: something answers there that is no PostHog
 */
export type PosthogFaultKind = "key" | "quota" | "refused" | "busy" | "away" | "stranger";

/** A failed call, told in one sentence without keys. */
export class PosthogFault extends Error {
  override name = "PosthogFault";

  constructor(
    readonly kind: PosthogFaultKind,
    message: string,
    /** Seconds after which PostHog asks to be called again. */
    readonly retryAfterS: number | null = null,
  ) {
    super(message);
  }
}

/** What to do about an error, by its kind; null when waiting is all. */
export const ADVICE: Record<PosthogFaultKind, string> = {
  key: "Paste the project key anew from PostHog: Settings, Project, General. Nothing is lost meanwhile: what waits is sent then.",
  quota:
    "Raise the billing limit at PostHog, or wait for the next month. What waits is sent as soon as PostHog takes events again.",
  refused: "Single events that PostHog refuses are left out; the others go on.",
  busy: "Nothing to do: it is tried again by itself.",
  away: "Nothing to do as long as PostHog is only away: it is tried again by itself, and nothing is lost.",
  stranger: "Check the address: it must be the one on which your PostHog takes events.",
};

const MESSAGE_CHARS_MAX = 300;

/** PostHog's own words out of an answer; "" where it has none. Keys are cut out, should it repeat them. */
export function wordsOf(body: Buffer): string {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    const detail: unknown =
      typeof json === "object" && json !== null ? Reflect.get(json, "detail") : undefined;
    if (typeof detail !== "string") return "";
    return detail.replace(/ph[a-z]_[A-Za-z0-9]+/g, "[key]").slice(0, MESSAGE_CHARS_MAX);
  } catch {
    return "";
  }
}

/** The fault of an answer's status; null for 2xx. */
export function faultOf(status: number, headers: Record<string, string>, body: Buffer): PosthogFault | null {
  if (status >= 200 && status < 300) return null;
  const words = wordsOf(body);
  const says = words === "" ? `It answers ${status}.` : `PostHog says: ${words}`;
  if (status === 401 || status === 403)
    return new PosthogFault("key", `PostHog does not accept the key. ${says}`);
  if (status === 400 || status === 413 || status === 422)
    return new PosthogFault("refused", `PostHog does not take what was sent. ${says}`);
  if (status === 429) return new PosthogFault("busy", `PostHog asks to wait. ${says}`, secondsOf(headers));
  if (status >= 500 || status === 408)
    return new PosthogFault("away", `PostHog is not well. ${says}`, secondsOf(headers));
  return new PosthogFault("stranger", `There seems to be no PostHog at this address: it answers ${status}.`);
}

function secondsOf(headers: Record<string, string>): number | null {
  const seconds = Number(headers["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : null;
}
