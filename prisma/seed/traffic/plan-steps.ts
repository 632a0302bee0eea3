import type { Random } from "../random";
import type { TrafficProfile } from "./profile";

/** One page of a visit. */
export type Step = {
  path: string;
  atMs: number;
  /** When it was left, and how long of that it was in view. */
  leftAtMs: number;
  visibleMs: number;
  /** The form that was sent from it, and when. */
  sent: { kind: "contact" | "project_scope"; atMs: number } | null;
};

const PAGES_MAX = 14;
const READ_MAX_MS = 9 * 60_000;
const READ_MIN_MS = 2_000;
const QUICK_LOOK_SHARE = 0.55;

/**
 * The pages of one visit, from the entry on. No pause reaches the 30 minutes that would end it.
 * @param start interest: how readily this visitor goes on, 1 is ordinary
 */
export function planSteps(
  profile: TrafficProfile,
  start: { startMs: number; entry: string; interest: number },
  random: Random,
): Step[] {
  const steps: Step[] = [];
  let path = start.entry;
  let atMs = start.startMs;
  while (steps.length < PAGES_MAX) {
    const page = profile.pages[path];
    if (!page) throw new Error(`the profile ${profile.label} has no page ${path}`);
    const ends = random.chance(Math.min(page.exit / start.interest, 0.97));
    const sends = page.form !== undefined && random.chance(page.form.chance);
    const isQuick = steps.length === 0 && ends && !sends && random.chance(QUICK_LOOK_SHARE);
    const seconds = isQuick ? random.between(2, 9) : page.readS * random.spread(0.6) * (sends ? 2.5 : 1);
    const readMs = Math.round(Math.min(Math.max(seconds * 1_000, READ_MIN_MS), READ_MAX_MS));
    const leftAtMs = atMs + readMs;
    steps.push({
      path,
      atMs,
      leftAtMs,
      visibleMs: Math.round(readMs * random.between(0.7, 1)),
      sent: sends && page.form ? { kind: page.form.kind, atMs: leftAtMs - 1_500 } : null,
    });
    if (ends || sends || page.next.length === 0) break;
    path = random.weighted(page.next);
    atMs = leftAtMs + random.whole(150, 900);
  }
  return steps;
}
