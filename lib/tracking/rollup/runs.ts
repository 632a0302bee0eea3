import { VISIT_GAP_MS } from "../time/site-day";
import type { FoundVisit, RollupEvent } from "./types";

/** What belongs to one visitor: pieces that share a key, directly or through others. */
export type Visitor = { found: FoundVisit[]; events: RollupEvent[] };

/** Pieces of a visitor without a pause between them. */
export type Run = { found: FoundVisit[]; events: RollupEvent[] };

/** Cuts a visitor's pieces where there is a pause of half an hour. */
export function runsOf(visitor: Visitor): Run[] {
  const found = visitor.found.sort((a, b) => a.visit.startedAtMs - b.visit.startedAtMs);
  const events = visitor.events.sort((a, b) => a.atMs - b.atMs);
  const runs: Run[] = [];
  let run: Run = { found: [], events: [] };
  let endMs = -Infinity;
  for (let f = 0, e = 0; f < found.length || e < events.length;) {
    const [piece, event] = [found[f], events[e]];
    const takesVisit = piece !== undefined && (event === undefined || piece.visit.startedAtMs <= event.atMs);
    const startMs = takesVisit ? piece.visit.startedAtMs : (event?.atMs ?? 0);
    if (startMs - endMs >= VISIT_GAP_MS) {
      run = { found: [], events: [] };
      runs.push(run);
      endMs = startMs;
    }
    if (takesVisit) {
      run.found.push(piece);
      endMs = Math.max(endMs, piece.visit.endedAtMs);
      f += 1;
    } else {
      if (event) run.events.push(event);
      endMs = Math.max(endMs, startMs);
      e += 1;
    }
  }
  return runs;
}
