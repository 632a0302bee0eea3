import { newId } from "@/lib/ids";
import type { ZoneClock } from "../time/site-day";
import { KeyGroups } from "./key-groups";
import { runsOf, type Run, type Visitor } from "./runs";
import { splitByCookie } from "./split-visitors";
import type { FoundVisit, RollupEvent, VisitState } from "./types";
import { buildVisit } from "./visit-state";

export type Assembly = {
  /** Visits that are new or have changed. */
  changed: VisitState[];
  /** The visits of those visitors of whom something changed, as they were and as they are now. */
  before: VisitState[];
  after: VisitState[];
  /** Visits that went into an earlier one: id -> id of the visit that stays. */
  merged: Map<string, string>;
  /** Further keys by which changed visits must be found from now on. */
  aliases: { key: string; visitId: string }[];
};

export const emptyAssembly = (): Assembly => ({
  changed: [],
  before: [],
  after: [],
  merged: new Map(),
  aliases: [],
});

/**
 * Puts new events of one site into visits. A visit is a longest run of a visitor's events with pauses under 30 minutes,
 * so an event extends a visit, joins two, or starts one; in whatever order events arrive the result is the same.
 * @param events not yet rolled up
 * @param found stored visits under any key of these events
 */
export function assemble(
  events: readonly RollupEvent[],
  found: readonly FoundVisit[],
  clock: ZoneClock,
): Assembly {
  const assembly = emptyAssembly();
  for (const visitor of visitorsOf(events, found)) {
    const runs = runsOf(visitor);
    if (runs.every(isUnchanged)) continue;
    for (const { visit } of visitor.found) assembly.before.push(visit);
    for (const run of runs) addRun(assembly, run, clock);
  }
  return assembly;
}

/** Pieces by visitor. */
export function* visitorsOf(
  events: readonly RollupEvent[],
  found: readonly FoundVisit[],
): Generator<Visitor> {
  const groups = new KeyGroups();
  for (const event of events) {
    for (const other of event.otherKeys) groups.tie(event.visitorKey, other);
  }
  for (const { visit, keys } of found) {
    for (const key of keys) groups.tie(visit.visitorKey, key);
  }
  const visitors = new Map<string, Visitor>();
  const visitorOf = (key: string): Visitor => {
    const name = groups.nameOf(key);
    const known = visitors.get(name);
    if (known) return known;
    const made: Visitor = { found: [], events: [] };
    visitors.set(name, made);
    return made;
  };
  for (const piece of found) visitorOf(piece.visit.visitorKey).found.push(piece);
  for (const event of events) visitorOf(event.visitorKey).events.push(event);
  const hasCookies =
    events.some((event) => event.isIdentified) || found.some(({ visit }) => visit.isIdentified);
  if (!hasCookies) yield* visitors.values();
  else for (const visitor of visitors.values()) yield* splitByCookie(visitor);
}

const isUnchanged = (run: Run): boolean => run.events.length === 0 && run.found.length === 1;

function addRun(assembly: Assembly, run: Run, clock: ZoneClock): void {
  const [survivor] = run.found;
  if (survivor && isUnchanged(run)) {
    assembly.after.push(survivor.visit);
    return;
  }
  const visits = run.found.map((piece) => piece.visit);
  const visit = buildVisit(survivor?.visit.id ?? newId(), visits, run.events, clock);
  assembly.changed.push(visit);
  assembly.after.push(visit);
  for (const piece of run.found.slice(1)) assembly.merged.set(piece.visit.id, visit.id);
  addAliases(assembly, visit, run);
}

/** Notes every key of a run but the visit's own. */
export function addAliases(assembly: Assembly, visit: VisitState, run: Run): void {
  const own = visit.visitorKey;
  let keys: Set<string> | null = null;
  const note = (key: string): void => {
    if (key !== own) (keys ??= new Set()).add(key);
  };
  for (const event of run.events) {
    note(event.visitorKey);
    for (const key of event.otherKeys) note(key);
  }
  for (const piece of run.found) {
    note(piece.visit.visitorKey);
    for (const key of piece.keys) note(key);
  }
  for (const key of keys ?? []) assembly.aliases.push({ key, visitId: visit.id });
}
