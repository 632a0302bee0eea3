import { VISIT_TEXTS } from "../report-schemas";
import { dayNumber } from "../time/site-day";
import { FLAG, KEY_COLUMN, PATH_COLUMNS } from "./block";
import { type Column, pack } from "./column";
import { IdDictionary, TextDictionary } from "./dictionaries";
import { listColumns } from "./list-columns";
import { clientOf, readTexts, sourceOf } from "./value-texts";
import type { ReportDb } from "./report-db";
import { clientValues, sourceValues } from "./visit-values";
import type { VisitRow } from "./visit-rows";

const BOUNCE_VISIBLE_MS = 10_000;

/** A visit under one of the visitor's keys of the day. */
export type BlockRow = { visit: VisitRow; key: bigint; isPrimary: boolean };

/** The columns of a day and which row is whose: for sealing, and for finding the row of an event. */
export type BuiltBlock = { columns: Map<string, Column>; rows: readonly BlockRow[] };

/**
 * Makes the columns of a site-local day from its visits, all but those of event properties. The same for a day that is
 * sealed and for one that is still open.
 * @param visits counted visits; those without anything on the day are left out
 */
export async function buildBlock(
  db: ReportDb,
  day: string,
  visits: readonly VisitRow[],
): Promise<BuiltBlock> {
  const today = dayNumber(day);
  const rows = rowsOf(visits, today);
  const texts = await readTexts(db, idsOf(rows));
  const columns = new Map<string, Column>([
    ...numberColumns(rows, today),
    ...textColumns(rows, texts),
    ...pathColumns(rows),
    ...listColumns(rows, today),
  ]);
  return { columns, rows };
}

function rowsOf(visits: readonly VisitRow[], today: number): BlockRow[] {
  const rows: BlockRow[] = [];
  for (const visit of visits) {
    const keys = keysOn(visit, today);
    keys.forEach((key, index) => rows.push({ visit, key, isPrimary: index === 0 }));
  }
  return rows.sort(byKey);
}

/** The visitor's keys on a day, none when the visit has no event on it. */
function keysOn(visit: VisitRow, today: number): bigint[] {
  if (visit.dayKeys) return visit.dayKeys.filter(([day]) => day === today).map(([, key]) => key);
  for (let at = 0; at < visit.counts.length; at += 5)
    if (visit.counts[at] === today) return [visit.visitorKey];
  return [];
}

function byKey(a: BlockRow, b: BlockRow): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.visit.startedAtMs - b.visit.startedAtMs;
}

function* idsOf(rows: readonly BlockRow[]): Generator<number> {
  for (const { visit } of rows) {
    yield visit.clientId;
    yield visit.sourceId;
  }
}

function numberColumns(rows: readonly BlockRow[], today: number): [string, Column][] {
  const flags = new Uint8Array(rows.length);
  const keys: bigint[] = [];
  const views = new Float64Array(rows.length);
  const events = new Float64Array(rows.length);
  rows.forEach((row, index) => {
    flags[index] = flagsOf(row, rows[index - 1], today);
    const isNew = ((flags[index] ?? 0) & FLAG.firstOfVisitor) !== 0;
    if (isNew && row.visit.isIdentified) keys.push(row.key);
    if (!row.isPrimary) return;
    const { counts } = row.visit;
    for (let at = 0; at < counts.length; at += 5) {
      if (counts[at] !== today) continue;
      const target = (counts[at + 1] ?? 0) % 2 === 1 ? events : views;
      target[index] = (target[index] ?? 0) + (counts[at + 2] ?? 0);
    }
  });
  const seconds = (atMs: number): number => Math.max(0, Math.floor(atMs / 1_000));
  return [
    ["flags", { kind: "numbers", codes: flags }],
    ["starts", { kind: "numbers", codes: Uint32Array.from(rows, ({ visit }) => seconds(visit.startedAtMs)) }],
    ["ends", { kind: "numbers", codes: Uint32Array.from(rows, ({ visit }) => seconds(visit.endedAtMs)) }],
    ["page_views", { kind: "numbers", codes: pack(views) }],
    ["events", { kind: "numbers", codes: pack(events) }],
    ["visible_ms", { kind: "numbers", codes: pack(rows.map(({ visit }) => visit.visibleMs)) }],
    [KEY_COLUMN, { kind: "keys", keys: BigInt64Array.from(keys) }],
  ];
}

function flagsOf({ visit, key, isPrimary }: BlockRow, before: BlockRow | undefined, today: number): number {
  const isBounce = visit.pageViews === 1 && visit.events === 0 && visit.visibleMs < BOUNCE_VISIBLE_MS;
  return (
    (before?.key === key ? 0 : FLAG.firstOfVisitor) |
    (isPrimary && visit.startDay === today ? FLAG.startsHere : 0) |
    (visit.isIdentified ? FLAG.identified : 0) |
    (isBounce ? FLAG.bounce : 0) |
    (isPrimary ? FLAG.primary : 0)
  );
}

function textColumns(rows: readonly BlockRow[], texts: ReadonlyMap<number, string>): [string, Column][] {
  const dictionaries = VISIT_TEXTS.map(() => new TextDictionary(rows.length));
  const ofClient = new Map<number, Record<string, string>>();
  const ofSource = new Map<number, Record<string, string>>();
  rows.forEach(({ visit }, index) => {
    const client = remember(ofClient, visit.clientId, (id) => clientValues(clientOf(texts.get(id))));
    const source = remember(ofSource, visit.sourceId, (id) => sourceValues(sourceOf(texts.get(id))));
    VISIT_TEXTS.forEach((name, at) => dictionaries[at]?.set(index, client[name] ?? source[name] ?? ""));
  });
  return VISIT_TEXTS.map((name, at) => [name, (dictionaries[at] ?? new TextDictionary(0)).toColumn()]);
}

function remember<T>(known: Map<number, T>, id: number, make: (id: number) => T): T {
  const value = known.get(id) ?? make(id);
  known.set(id, value);
  return value;
}

function pathColumns(rows: readonly BlockRow[]): [string, Column][] {
  return PATH_COLUMNS.map((name) => {
    const dictionary = new IdDictionary();
    for (const { visit } of rows)
      dictionary.push(name === "entry_page" ? visit.entryPathId : visit.exitPathId);
    return [name, dictionary.toColumn()];
  });
}
