import { setImmediate as yieldToOthers } from "node:timers/promises";
import { nowMs } from "@/lib/clock";
import { daysBetween } from "../time/site-day";
import { Block } from "./block";
import { buildBlock, type BuiltBlock } from "./build-block";
import { readPropertyColumns } from "./read-properties";
import type { ReportDb } from "./report-db";
import { readSealed, sealedDays, type SealedDays } from "./sealed-days";
import { readVisitRows, type ReportSite } from "./visit-rows";

const DAYS_AT_ONCE = 10;
/** An open day that was read this long ago may be used again: the rollup is behind by as much anyhow. */
const OPEN_DAY_MS = 1_500;
const OPEN_DAYS_MAX = 50;

/** Which columns a question needs. */
export type Wanted = { names: readonly string[]; hasProperties: boolean };

/** The days of a range that have anything, one block each; `isSealed` false where it was made from visits just now. */
type DayBlock = { day: string; block: Block; isSealed: boolean };

// Days before the first visit were imported: they have totals and nothing behind them.
const WITH_COUNTS = `SELECT day::text AS day FROM rollup_days
  WHERE tenant_id = $1 AND site_id = $2 AND day BETWEEN $3 AND $4 AND (visitors > 0 OR visits > 0)
    AND day >= (SELECT min(v.start_day) FROM visits v WHERE v.site_no = $5) ORDER BY day`;

/**
 * Reads a range day by day, so that memory holds a few days at a time, and lets other work of the process run in between.
 * @param from first and last site-local day
 */
export async function* readBlocks(
  db: ReportDb,
  site: ReportSite,
  { from, to }: { from: string; to: string },
  wanted: Wanted,
): AsyncGenerator<DayBlock> {
  const counted = await db.query<{ day: string }>(WITH_COUNTS, [db.tenantId, site.id, from, to, site.no]);
  const known = new Set(counted.map(({ day }) => day));
  const days = daysBetween(from, to).filter((day) => known.has(day));
  const sealed = await sealedDays(db, site, from, to);
  const load = (at: number) => loadPart(db, site, days.slice(at, at + DAYS_AT_ONCE), sealed, wanted);
  let next = load(0);
  try {
    for (let at = 0; at < days.length; at += DAYS_AT_ONCE) {
      const part = await next;
      // The database works on the next days while these are looked at.
      next = load(at + DAYS_AT_ONCE);
      next.catch(() => undefined);
      for (const block of part) {
        yield block;
        await yieldToOthers();
      }
    }
  } finally {
    // The connection must be free again before anybody else uses it.
    await next.catch(() => undefined);
  }
}

async function loadPart(
  db: ReportDb,
  site: ReportSite,
  days: readonly string[],
  sealed: SealedDays,
  wanted: Wanted,
): Promise<DayBlock[]> {
  if (days.length === 0) return [];
  const versions = days.flatMap((day) => {
    const version = sealed.get(day);
    return version === undefined ? [] : [{ day, version }];
  });
  const columns = await readSealed(db, site, versions, ["flags", ...wanted.names]);
  const blocks: DayBlock[] = [];
  for (const day of days) {
    const own = columns.get(day);
    const rows = own?.get("flags");
    const isSealed = own !== undefined && rows !== undefined && rows.kind !== "keys";
    const block = isSealed
      ? new Block(day, rows.codes.length, own)
      : await openBlock(db, site, day, wanted.hasProperties);
    if (block.rows > 0) blocks.push({ day, block, isSealed });
  }
  return blocks;
}

type OpenDay = { builtAtMs: number; block: Promise<Block> };
const openDays = new Map<string, OpenDay>();

/** The block of a day that is not sealed, from its visits; all who ask within a moment share one. */
function openBlock(db: ReportDb, site: ReportSite, day: string, hasProperties: boolean): Promise<Block> {
  const key = `${db.tenantId} ${site.no} ${day} ${hasProperties}`;
  const known = openDays.get(key);
  if (known && nowMs() - known.builtAtMs < OPEN_DAY_MS) return known.block;
  const made: OpenDay = { builtAtMs: nowMs(), block: buildOpenDay(db, site, day, hasProperties) };
  openDays.delete(key);
  openDays.set(key, made);
  for (const oldest of openDays.keys()) {
    if (openDays.size <= OPEN_DAYS_MAX) break;
    openDays.delete(oldest);
  }
  made.block.then(
    () => (made.builtAtMs = nowMs()),
    () => openDays.delete(key),
  );
  return made.block;
}

async function buildOpenDay(
  db: ReportDb,
  site: ReportSite,
  day: string,
  hasProperties: boolean,
): Promise<Block> {
  const built = await buildDay(db, site, day, hasProperties);
  return new Block(day, built.rows.length, built.columns);
}

/** All columns of a day, from its visits. @param hasProperties with those of event properties, which are read from the log */
export async function buildDay(
  db: ReportDb,
  site: ReportSite,
  day: string,
  hasProperties: boolean,
): Promise<BuiltBlock> {
  const built = await buildBlock(db, day, await readVisitRows(db, site, day));
  if (!hasProperties) return built;
  for (const [name, column] of await readPropertyColumns(db, site, day, built))
    built.columns.set(name, column);
  return built;
}

/** Forgets open days; for tests that change visits and ask at once. */
export const forgetOpenDays = (): void => openDays.clear();
