import { createHash } from "node:crypto";
import { notFound } from "@/lib/errors";
import { type Block, COUNT_BITS } from "../columns/block";
import type { ReportDb } from "../columns/report-db";
import type { ReportSite } from "../columns/visit-rows";
import type { FilterOp, ReportFilter } from "../report-schemas";
import { likePattern } from "./patterns";
import type { Goal } from "./read-goals";

/** Kinds of tracking_values. */
export const VALUE_KIND = { path: 1, eventName: 4 } as const;

/** Whether each row of a block may stay. */
export type RowFilter = {
  columns: readonly string[];
  /** Keeps those of the first `count` rows of the list that match, at its front. @returns how many */
  keep(block: Block, rows: Uint32Array, count: number): number;
};

type Matcher = (text: string) => boolean;

/**
 * Prepares filters: looks up which paths and event names they mean, once for all days.
 * @param goals of the site, archived ones too
 * @throws AppError not_found for a goal that the site does not have
 */
export async function compileFilters(
  db: ReportDb,
  site: ReportSite,
  filters: readonly ReportFilter[],
  goals: readonly Goal[],
): Promise<RowFilter[]> {
  const compiled: RowFilter[] = [];
  for (const filter of filters) compiled.push(await compileFilter(db, site, filter, goals));
  return compiled;
}

async function compileFilter(
  db: ReportDb,
  site: ReportSite,
  { dimension, op, values }: ReportFilter,
  goals: readonly Goal[],
): Promise<RowFilter> {
  const isNot = op === "is_not";
  switch (dimension) {
    case "page":
    case "event": {
      const kind = dimension === "page" ? VALUE_KIND.path : VALUE_KIND.eventName;
      return listFilter([{ list: dimension, ids: await idsOf(db, site, kind, op, values) }], isNot);
    }
    case "goal": {
      const chosen = values.map((id) => goals.find((goal) => goal.id === id) ?? missingGoal());
      const lists = [];
      for (const goal of chosen) lists.push({ list: goal.kind, ids: await goalIds(db, site, goal) });
      return listFilter(lists, isNot);
    }
    case "entry_page":
    case "exit_page":
      return idFilter(dimension, await idsOf(db, site, VALUE_KIND.path, op, values), isNot, values);
    default:
      return textFilter(dimension, matcherOf(op, values), isNot);
  }
}

function missingGoal(): never {
  throw notFound("goal");
}

function matcherOf(op: FilterOp, values: readonly string[]): Matcher {
  if (op !== "contains") {
    const wanted = new Set(values);
    return (text) => wanted.has(text);
  }
  const parts = values.map((value) => value.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    return parts.some((part) => lower.includes(part));
  };
}

const BY_HASH = `SELECT id FROM tracking_values WHERE tenant_id = $1 AND site_no = $2 AND kind = $3 AND value_hash = ANY($4)`;
const BY_PART = `SELECT v.id FROM tracking_values v WHERE v.tenant_id = $1 AND v.site_no = $2 AND v.kind = $3
  AND EXISTS (SELECT FROM unnest($4::text[]) AS part WHERE position(lower(part) IN lower(v.value)) > 0)`;
const BY_PATTERN = `SELECT id FROM tracking_values WHERE tenant_id = $1 AND site_no = $2 AND kind = $3 AND value LIKE $4`;

/** The ids of texts; with `contains` of all texts that have one of them in it. */
export async function idsOf(
  db: ReportDb,
  site: ReportSite,
  kind: number,
  op: FilterOp,
  values: readonly string[],
): Promise<Set<number>> {
  const given =
    op === "contains" ? values : values.map((value) => createHash("sha256").update(value).digest());
  const rows = await db.query<{ id: number }>(op === "contains" ? BY_PART : BY_HASH, [
    db.tenantId,
    site.no,
    kind,
    given,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** The ids of all paths or event names that a goal's or step's pattern means. */
export async function goalIds(
  db: ReportDb,
  site: ReportSite,
  { kind, pattern }: { kind: "page" | "event"; pattern: string },
): Promise<Set<number>> {
  const valueKind = kind === "page" ? VALUE_KIND.path : VALUE_KIND.eventName;
  if (!pattern.includes("*")) return idsOf(db, site, valueKind, "is", [pattern]);
  const rows = await db.query<{ id: number }>(BY_PATTERN, [
    db.tenantId,
    site.no,
    valueKind,
    likePattern(pattern),
  ]);
  return new Set(rows.map(({ id }) => id));
}

function textFilter(name: string, matches: Matcher, isNot: boolean): RowFilter {
  return {
    columns: [name],
    keep(block, rows, count) {
      const { codes, texts } = block.texts(name);
      const wanted = Uint8Array.from(texts, (text) => (matches(text) !== isNot ? 1 : 0));
      let kept = 0;
      for (let at = 0; at < count; at += 1) {
        const row = rows[at] ?? 0;
        if (wanted[codes[row] ?? 0] === 1) rows[kept++] = row;
      }
      return kept;
    },
  };
}

function idFilter(name: string, found: Set<number>, isNot: boolean, values: readonly string[]): RowFilter {
  const ids = values.includes("") ? new Set([...found, 0]) : found;
  return {
    columns: [name],
    keep(block, rows, count) {
      const column = block.ids(name);
      const wanted = Uint8Array.from(column.ids, (id) => (ids.has(id) !== isNot ? 1 : 0));
      let kept = 0;
      for (let at = 0; at < count; at += 1) {
        const row = rows[at] ?? 0;
        if (wanted[column.codes[row] ?? 0] === 1) rows[kept++] = row;
      }
      return kept;
    },
  };
}

type ListMatch = { list: "page" | "event"; ids: ReadonlySet<number> };

/** Rows whose visit has at least one of the pages or events; `isNot`: none of them. */
function listFilter(lists: readonly ListMatch[], isNot: boolean): RowFilter {
  const used = [...new Set(lists.map(({ list }) => list))];
  return {
    columns: used.flatMap((list) => [`${list}_len`, `${list}_code`, `${list}_count`]),
    keep(block, rows, count) {
      const marks = new Uint8Array(block.rows);
      for (const { list, ids } of lists) mark(block, list, ids, marks);
      const wanted = isNot ? 0 : 1;
      let kept = 0;
      for (let at = 0; at < count; at += 1) {
        const row = rows[at] ?? 0;
        if (marks[row] === wanted) rows[kept++] = row;
      }
      return kept;
    },
  };
}

function mark(block: Block, list: "page" | "event", found: ReadonlySet<number>, marks: Uint8Array): void {
  const { codes, ids } = block.ids(`${list}_code`);
  const wanted = Uint8Array.from(ids, (id) => (found.has(id) ? 1 : 0));
  if (!wanted.includes(1)) return;
  const offsets = block.offsets(`${list}_len`);
  const counts = block.codes(`${list}_count`);
  for (let row = 0; row < block.rows; row += 1) {
    const end = offsets[row + 1] ?? 0;
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      if (wanted[codes[at] ?? 0] !== 1 || ((counts[at] ?? 0) & COUNT_BITS.inVisit) === 0) continue;
      marks[row] = 1;
      break;
    }
  }
}
