import { systemPool } from "@/lib/db";
import type { SiteInfo } from "./types";

/** From and to in Unix milliseconds. */
export type Window = readonly [fromMs: number, toMs: number];

const DAY_MS = 86_400_000;
/** Events whose clock was right say so within this of their id's time (lib/tracking/collect/event-rows.ts). */
const EXACT_MS = 5_000;
/** The others lie within what the collector takes at all. */
const SKEWED_MS = 3 * DAY_MS;

const FIND = `SELECT id FROM events WHERE site_no = $1 AND id >= uuidv7_floor(to_timestamp($2::float8 / 1000))
  AND id < uuidv7_floor(to_timestamp($3::float8 / 1000)) AND visitor_key = ANY($4::bigint[])`;
const FIND_SKEWED = `${FIND} AND extra LIKE '%"o":%'`;

/** Joins windows that touch, in order. */
function joined(windows: readonly Window[]): Window[] {
  const result: [number, number][] = [];
  for (const [fromMs, toMs] of [...windows].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && fromMs <= last[1]) last[1] = Math.max(last[1], toMs);
    else result.push([fromMs, toMs]);
  }
  return result;
}

/**
 * Ids of a visitor's events. There is no index by visitor, which would cost every event; the times of the visits say where to look.
 * @param windows of the visits' times
 */
export async function findVisitorEvents(
  site: SiteInfo,
  keys: readonly string[],
  windows: readonly Window[],
): Promise<string[]> {
  const ids = new Set<string>();
  const look = async (statement: string, aroundMs: number) => {
    for (const [fromMs, toMs] of joined(windows.map(([from, to]) => [from - aroundMs, to + aroundMs]))) {
      // A day at a time, so that no statement is long.
      for (let at = fromMs; at < toMs; at += DAY_MS) {
        const { rows } = await systemPool().query<{ id: string }>(statement, [
          site.no,
          at,
          Math.min(at + DAY_MS, toMs),
          keys,
        ]);
        for (const row of rows) ids.add(row.id);
      }
    }
  };
  await look(FIND, EXACT_MS);
  await look(FIND_SKEWED, SKEWED_MS);
  return [...ids];
}
