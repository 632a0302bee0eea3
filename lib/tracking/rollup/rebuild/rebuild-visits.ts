import { newId } from "@/lib/ids";
import { VISIT_GAP_MS, type ZoneClock } from "../../time/site-day";
import { addAliases, type Assembly, emptyAssembly, visitorsOf } from "../assemble";
import { runsOf, type Visitor } from "../runs";
import { COUNT_WIDTH, type FoundVisit, type RollupEvent, type VisitState } from "../types";
import { buildVisit } from "../visit-state";

export type RebuildSpan = { day: number; readFromMs: number; readToMs: number };

/**
 * Makes the visits of a day again from all events of their visitors, and says what differs from those that are stored. Visits keep
 * their ids: requests and recordings refer to them.
 * @param events all events of these visitors within the span
 * @param found the stored visits of the same visitors
 * @param isWhole whether all events of a visitor were read; others are left as they are
 */
export function rebuildVisits(
  events: readonly RollupEvent[],
  found: readonly FoundVisit[],
  span: RebuildSpan,
  clock: ZoneClock,
  isWhole: (visitor: Visitor) => boolean,
): Assembly {
  const assembly = emptyAssembly();
  for (const visitor of visitorsOf(events, found)) {
    if (isWhole(visitor)) addVisitor(assembly, visitor, span, clock);
  }
  return assembly;
}

type Run = { found: FoundVisit[]; events: RollupEvent[]; fromMs: number; toMs: number };

function addVisitor(assembly: Assembly, visitor: Visitor, span: RebuildSpan, clock: ZoneClock): void {
  const runs = runsOf({ found: [], events: visitor.events }).map((run) => ({
    ...run,
    fromMs: run.events[0]?.atMs ?? 0,
    toMs: run.events.at(-1)?.atMs ?? 0,
  }));
  const chosen = choose(runs, visitor.found, span, clock);
  // A visit that reaches over the edge of what was read would be cut off.
  const isCut = [...chosen.runs].some(
    ({ fromMs, toMs }) => fromMs < span.readFromMs + VISIT_GAP_MS || toMs > span.readToMs - VISIT_GAP_MS,
  );
  if (isCut) return;
  const result = rebuildRuns(chosen, clock);
  if (result.changed.length === 0 && result.merged.size === 0) return;
  for (const { visit } of visitor.found) {
    assembly.before.push(visit);
    if (!chosen.found.has(visit.id)) assembly.after.push(visit);
  }
  assembly.changed.push(...result.changed);
  assembly.after.push(...result.after);
  assembly.aliases.push(...result.aliases);
  for (const [gone, target] of result.merged) assembly.merged.set(gone, target);
}

type Chosen = { runs: Set<Run>; found: Map<string, FoundVisit> };

const overlaps = (run: Run, { visit }: FoundVisit): boolean =>
  run.fromMs <= visit.endedAtMs && visit.startedAtMs <= run.toMs;

/** What touches the day, and whatever overlaps with that. */
function choose(
  runs: readonly Run[],
  found: readonly FoundVisit[],
  span: RebuildSpan,
  clock: ZoneClock,
): Chosen {
  const chosen: Chosen = { runs: new Set(), found: new Map() };
  for (const run of runs)
    if (run.events.some(({ atMs }) => clock.dayNumber(atMs) === span.day)) chosen.runs.add(run);
  for (const piece of found) if (isOn(piece.visit, span.day)) chosen.found.set(piece.visit.id, piece);
  for (let before = -1; before !== chosen.runs.size + chosen.found.size;) {
    before = chosen.runs.size + chosen.found.size;
    for (const run of runs)
      if ([...chosen.found.values()].some((piece) => overlaps(run, piece))) chosen.runs.add(run);
    for (const piece of found)
      if ([...chosen.runs].some((run) => overlaps(run, piece))) chosen.found.set(piece.visit.id, piece);
  }
  return chosen;
}

function isOn(visit: VisitState, day: number): boolean {
  if (visit.startDay === day) return true;
  for (let at = 0; at < visit.counts.length; at += COUNT_WIDTH) if (visit.counts[at] === day) return true;
  return false;
}

function rebuildRuns({ runs, found }: Chosen, clock: ZoneClock): Assembly {
  const result = emptyAssembly();
  const left = new Map(found);
  for (const run of [...runs].sort((a, b) => a.fromMs - b.fromMs)) {
    const same = [...left.values()].filter((piece) => overlaps(run, piece));
    const [survivor, ...others] = same.sort((a, b) => a.visit.startedAtMs - b.visit.startedAtMs);
    const made = buildVisit(survivor?.visit.id ?? newId(), [], run.events, clock);
    // A contact may also be known from a request that the visit sent.
    const visit = { ...made, contactId: made.contactId ?? survivor?.visit.contactId ?? null };
    for (const { visit: gone } of others) {
      left.delete(gone.id);
      result.merged.set(gone.id, visit.id);
    }
    if (survivor) left.delete(survivor.visit.id);
    result.after.push(visit);
    if (survivor && others.length === 0 && isSame(survivor.visit, visit)) continue;
    result.changed.push(visit);
    addAliases(result, visit, { ...run, found: survivor ? [survivor] : [] });
  }
  for (const { visit } of left.values()) {
    if (visit.counts.length > 0) result.changed.push(emptied(visit));
  }
  return result;
}

/** A visit that no event speaks for: the row stays for those who refer to it and counts nothing. */
const emptied = (visit: VisitState): VisitState => ({
  ...visit,
  pageViews: 0,
  customEvents: 0,
  visibleMs: 0,
  counts: [],
  steps: [],
  touches: [],
});

const factsOf = (visit: VisitState): string =>
  JSON.stringify([
    visit.visitorKey,
    visit.isIdentified,
    visit.startedAtMs,
    visit.endedAtMs,
    visit.startDay,
    visit.dayKeys,
    Object.entries(visit.lead).sort(),
    Object.entries(visit.exit ?? {}).sort(),
    visit.pageViews,
    visit.customEvents,
    visit.visibleMs,
    visit.counts,
    visit.steps,
    visit.touches,
    visit.contactId,
  ]);

const isSame = (a: VisitState, b: VisitState): boolean => factsOf(a) === factsOf(b);
