const IDLE_MS = 30 * 60_000; // posthog-js begins a new session after as long
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The session that goes on in this tab, as posthog-js remembers it: [last activity, id, start]. */
function present(token: string): string | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(`ph_${token}_posthog`) ?? "null");
    if (typeof stored !== "object" || stored === null || !("$sesid" in stored)) return undefined;
    const entry: unknown[] = Array.isArray(stored.$sesid) ? stored.$sesid : [];
    const [at, id] = entry;
    return typeof at === "number" && Date.now() - at < IDLE_MS && typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a recording goes by: the id of the page view with which it began, so that the product finds the recording of a visit by
 * the visit's own page views. The visitor has no other name at PostHog.
 * @param pageViewId id of the page view that is on the screen
 * @returns sessionID only where a new session begins; nothing without an id
 */
export function namesFor(token: string, pageViewId: unknown): { distinctID?: string; sessionID?: string } {
  const going = present(token);
  if (going) return { distinctID: going };
  if (typeof pageViewId !== "string" || !UUID_V7.test(pageViewId)) return {};
  return { distinctID: pageViewId, sessionID: pageViewId };
}
