const IDLE_MS = 30 * 60_000; // posthog-js begins a new session after as long
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** When this tab's session was last active, as posthog-js remembers it: [last activity, id, start]. */
function lastActiveMs(token: string): number {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(`ph_${token}_posthog`) ?? "null");
    if (typeof stored !== "object" || stored === null || !("$sesid" in stored)) return 0;
    const at: unknown = Array.isArray(stored.$sesid) ? stored.$sesid[0] : 0;
    return typeof at === "number" ? at : 0;
  } catch {
    return 0;
  }
}

/**
 * Under which name a new recording begins: the id of the page view that is on the screen, so that the product finds the recording
 * of a visit by the visit's own page views. undefined while this tab's session goes on, or without an id.
 */
export function sessionToName(token: string, pageViewId: unknown): string | undefined {
  if (Date.now() - lastActiveMs(token) < IDLE_MS) return undefined;
  return typeof pageViewId === "string" && UUID_V7.test(pageViewId) ? pageViewId : undefined;
}
