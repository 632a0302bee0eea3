import { Random, type Weighted } from "../random";
import { DESKTOPS, PHONES, TABLETS, type AgentProfile } from "./agents.data";
import { dayClock, weekdayOf } from "./calendar";
import type { DayOfPeriod, SourceProfile, TrafficProfile } from "./profile";
import { planSteps, type Step } from "./plan-steps";

/** One person on one day; a visit over midnight keeps its visitor. */
export type PlannedVisitor = {
  label: string;
  userAgent: string;
  widthPx: number;
  country: string;
  language: string;
};

export type PlannedVisit = {
  visitor: PlannedVisitor;
  referrer: string;
  query: string;
  steps: readonly Step[];
};

const GROWTH_DAYS = 90;
const RETURN_SHARE = 0.08;
const RETURN_AFTER_MS = 50 * 60_000;

/** All visits that begin on a day, whatever the time is now. The same profile and day give the same visits. */
export function planDay(profile: TrafficProfile, day: string, index: number): PlannedVisit[] {
  const random = new Random(`${profile.label} ${day}`);
  const of: DayOfPeriod = { day, index, weekday: weekdayOf(day) };
  const sources = profile.sources.map(
    (source) => [source, source.weight * (source.rhythm?.(of) ?? 1)] as const,
  );
  const count = Math.round(visitsOf(profile, of, sources) * random.between(0.94, 1.06));
  const starts = startTimes(profile, of, count, random);
  const visits: PlannedVisit[] = [];
  for (const [number, startMs] of starts.entries()) {
    const source = random.weighted(sources);
    const before = random.chance(RETURN_SHARE) ? earlier(visits, startMs, random) : undefined;
    visits.push(
      before
        ? visitAgain(profile, before.visitor, startMs, random)
        : {
            visitor: newVisitor(profile, source, `${profile.label} ${day} ${number}`, of, random),
            referrer: random.weighted(source.referrers),
            query: source.query,
            steps: planSteps(
              profile,
              { startMs, entry: random.weighted(source.entries), interest: source.interest },
              random,
            ),
          },
    );
  }
  return visits;
}

/** A campaign's visits come on top of the ordinary ones. */
function visitsOf(profile: TrafficProfile, of: DayOfPeriod, sources: Weighted<SourceProfile>): number {
  const ordinary = profile.sources.reduce((sum, source) => sum + source.weight, 0);
  const today = sources.reduce((sum, [, weight]) => sum + weight, 0);
  const grown = Math.min(of.index / GROWTH_DAYS, 1.5) - 0.5;
  return (
    profile.visitsPerDay * profile.growth ** grown * (profile.weekdays[of.weekday] ?? 1) * (today / ordinary)
  );
}

function startTimes(profile: TrafficProfile, of: DayOfPeriod, count: number, random: Random): number[] {
  const isWeekend = of.weekday === 0 || of.weekday === 6;
  const hours = (isWeekend ? profile.weekendHours : profile.workdayHours).map(
    (weight, hour) => [hour, weight] as const,
  );
  const at = dayClock(profile.timeZone, of.day);
  return Array.from({ length: count }, () => at((random.weighted(hours) + random.fraction()) * 60)).sort(
    (a, b) => a - b,
  );
}

function newVisitor(
  profile: TrafficProfile,
  source: SourceProfile,
  label: string,
  of: DayOfPeriod,
  random: Random,
): PlannedVisitor {
  const place = random.weighted(profile.places);
  const isWeekend = of.weekday === 0 || of.weekday === 6;
  const agent = pickAgent(Math.min(source.phoneShare * (isWeekend ? 1.25 : 1), 0.95), random);
  return {
    label,
    userAgent: agent.userAgent,
    widthPx: random.pick(agent.widthsPx),
    country: place.country,
    language: random.pick(place.languages),
  };
}

function pickAgent(phoneShare: number, random: Random): AgentProfile {
  if (random.chance(phoneShare)) return random.weighted(PHONES);
  return random.weighted(random.chance(0.05) ? TABLETS : DESKTOPS);
}

/** Somebody of this day whose visit ended long enough ago for a new one. */
function earlier(visits: readonly PlannedVisit[], startMs: number, random: Random): PlannedVisit | undefined {
  if (visits.length === 0) return undefined;
  const found = random.pick(visits);
  const endMs = found.steps.at(-1)?.leftAtMs ?? startMs;
  const isLast = !visits.some((other) => other !== found && other.visitor === found.visitor);
  return isLast && endMs + RETURN_AFTER_MS < startMs ? found : undefined;
}

/** Who comes back types the address, or follows a bookmark to the page that was of interest. */
function visitAgain(
  profile: TrafficProfile,
  visitor: PlannedVisitor,
  startMs: number,
  random: Random,
): PlannedVisit {
  const entry = random.pick(Object.keys(profile.pages));
  return {
    visitor,
    referrer: "",
    query: "",
    steps: planSteps(profile, { startMs, entry, interest: 1.4 }, random),
  };
}
