import { newId } from "@/lib/ids";
import { VISIT_GAP_MS } from "../time/site-day";
import type { FoundVisit, RollupEvent, VisitState } from "./types";
import { joinVisits, visitOfEvent } from "./visit-state";

export type Assembly = {
  /** Visits that are new or have changed. */
  changed: VisitState[];
  /** All visits of the visitors concerned as they are now, the unchanged ones too. */
  after: VisitState[];
  /** Visits that went into an earlier one: id -> id of the visit that stays. */
  merged: Map<string, string>;
  /** All keys by which a changed visit must be found from now on. */
  keysOf: Map<string, Set<string>>;
};

type Piece = { visit: VisitState; keys: readonly string[]; isStored: boolean };

/**
 * Puts new events of one site into visits. A visit is a longest run of a visitor's events with pauses under 30 minutes,
 * so an event extends a visit, joins two, or starts one; in whatever order events arrive the result is the same.
 * @param events not yet rolled up
 * @param found stored visits under any key of these events
 */
export function assemble(
  events: readonly RollupEvent[],
  found: readonly FoundVisit[],
  timeZone: string,
): Assembly {
  const pieces: Piece[] = [
    ...found.map(({ visit, keys }) => ({
      visit,
      keys: [...new Set([...keys, visit.visitorKey])],
      isStored: true,
    })),
    ...events.map((event) => ({
      visit: visitOfEvent(event, timeZone),
      keys: event.priorVisitorKey === null ? [event.visitorKey] : [event.visitorKey, event.priorVisitorKey],
      isStored: false,
    })),
  ];
  const assembly: Assembly = { changed: [], after: [], merged: new Map(), keysOf: new Map() };
  for (const visitor of groupByVisitor(pieces)) {
    for (const run of runsOf(visitor)) addRun(assembly, run);
  }
  return assembly;
}

/** Pieces that share a key, directly or through others, are of one visitor. */
function groupByVisitor(pieces: readonly Piece[]): Piece[][] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let current = key;
    for (let up = parent.get(current); up !== undefined && up !== current; up = parent.get(current))
      current = up;
    return current;
  };
  for (const { keys } of pieces) {
    const [first = ""] = keys;
    for (const key of keys) {
      if (!parent.has(key)) parent.set(key, key);
      parent.set(root(key), root(first));
    }
  }
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const name = root(piece.keys[0] ?? "");
    const group = groups.get(name);
    if (group) group.push(piece);
    else groups.set(name, [piece]);
  }
  return [...groups.values()];
}

function runsOf(pieces: Piece[]): Piece[][] {
  const ordered = pieces.sort((a, b) => a.visit.startedAtMs - b.visit.startedAtMs);
  const runs: Piece[][] = [];
  let run: Piece[] = [];
  let endMs = -Infinity;
  for (const piece of ordered) {
    if (piece.visit.startedAtMs - endMs < VISIT_GAP_MS) {
      run.push(piece);
      endMs = Math.max(endMs, piece.visit.endedAtMs);
    } else {
      run = [piece];
      runs.push(run);
      endMs = piece.visit.endedAtMs;
    }
  }
  return runs;
}

function addRun(assembly: Assembly, run: readonly Piece[]): void {
  const [only] = run;
  if (!only) return;
  if (run.length === 1 && only.isStored) {
    assembly.after.push(only.visit);
    return;
  }
  const stored = run.filter((piece) => piece.isStored);
  const [survivor = only] = stored;
  const rest = run.filter((piece) => piece !== survivor);
  const joined = rest.reduce((sum, piece) => joinVisits(sum, piece.visit), survivor.visit);
  const visit = stored.length > 0 ? joined : { ...joined, id: newId() };
  assembly.changed.push(visit);
  assembly.after.push(visit);
  for (const piece of stored.slice(1)) assembly.merged.set(piece.visit.id, visit.id);
  assembly.keysOf.set(visit.id, new Set(run.flatMap((piece) => piece.keys)));
}
