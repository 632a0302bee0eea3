import { VISIT_GAP_MS } from "../time/site-day";
import { runsOf, type Visitor } from "./runs";
import type { FoundVisit, RollupEvent } from "./types";

/** Pieces that carry a cookie's key, with the keys that lead to them. */
type Marked = { cookieKey: string; fromMs: number; toMs: number; keys: readonly string[] };

/**
 * Keeps visitors with cookies of their own apart, although they share a daily key: many people behind one address have the same.
 * What was done under the daily key alone goes, run by run, to whoever with a tie to that key is nearest in time, and stays by
 * itself where nobody is within half an hour.
 */
export function splitByCookie(visitor: Visitor): Visitor[] {
  const cookieKeys = new Set<string>();
  for (const event of visitor.events) if (event.isIdentified) cookieKeys.add(event.visitorKey);
  for (const { visit } of visitor.found) if (visit.isIdentified) cookieKeys.add(visit.visitorKey);
  if (cookieKeys.size < 2) return [visitor];
  const parts = new Map<string, Visitor>();
  const partOf = (name: string): Visitor => {
    const part = parts.get(name) ?? { found: [], events: [] };
    parts.set(name, part);
    return part;
  };
  const plain: Visitor = { found: [], events: [] };
  for (const piece of visitor.found)
    (piece.visit.isIdentified ? partOf(piece.visit.visitorKey) : plain).found.push(piece);
  for (const event of visitor.events)
    (event.isIdentified ? partOf(event.visitorKey) : plain).events.push(event);
  const marked = [...parts].flatMap(([cookieKey, part]) => markedPieces(cookieKey, part));
  for (const run of runsOf(plain)) {
    const part = partOf(nearest(run, marked) ?? "");
    part.found.push(...run.found);
    part.events.push(...run.events);
  }
  return [...parts.values()];
}

function markedPieces(cookieKey: string, part: Visitor): Marked[] {
  return [
    ...part.found.map(({ visit, keys }) => ({
      cookieKey,
      fromMs: visit.startedAtMs,
      toMs: visit.endedAtMs,
      keys,
    })),
    ...part.events.map(({ atMs, otherKeys }) => ({ cookieKey, fromMs: atMs, toMs: atMs, keys: otherKeys })),
  ];
}

function nearest(
  run: { found: readonly FoundVisit[]; events: readonly RollupEvent[] },
  marked: readonly Marked[],
): string | null {
  const keys = new Set([
    ...run.found.flatMap((piece) => [piece.visit.visitorKey, ...piece.keys]),
    ...run.events.flatMap((event) => [event.visitorKey, ...event.otherKeys]),
  ]);
  const starts = [...run.found.map(({ visit }) => visit.startedAtMs), ...run.events.map(({ atMs }) => atMs)];
  const ends = [...run.found.map(({ visit }) => visit.endedAtMs), ...run.events.map(({ atMs }) => atMs)];
  const [fromMs, toMs] = [Math.min(...starts), Math.max(...ends)];
  let best: { cookieKey: string; gapMs: number } | null = null;
  for (const piece of marked) {
    if (!piece.keys.some((key) => keys.has(key))) continue;
    const gapMs = Math.max(piece.fromMs - toMs, fromMs - piece.toMs, 0);
    if (gapMs >= VISIT_GAP_MS) continue;
    if (best === null || gapMs < best.gapMs || (gapMs === best.gapMs && piece.cookieKey < best.cookieKey))
      best = { cookieKey: piece.cookieKey, gapMs };
  }
  return best?.cookieKey ?? null;
}
