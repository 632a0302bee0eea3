import { readTexts } from "../columns/value-texts";
import type { BreakdownResult, BreakdownRow, BreakdownSort, ReportDimension } from "../report-schemas";
import { type BreakdownAsked, isSearched, roundPct, sortOf, type ValueRow } from "./breakdown-rows";
import type { Days } from "./days";
import { readSums } from "./dimension-sums";
import { labelOf } from "./labels";
import { type Measures, MEASURES, noMeasures, scaled } from "../measures";
import type { PlannedReport, Question } from "./question";
import { readRolledRows, readRolledValues } from "./rolled-breakdown";
import { ListBreakdownScan, VisitBreakdownScan } from "./scans/breakdown-scan";

/** The values of a dimension: without filters from the rollup of dimensions, with filters from the visits themselves. */
export function planBreakdown(question: Question, asked: BreakdownAsked): PlannedReport {
  if (question.filters.length === 0) return rolledBreakdown(question, asked);
  const now = scanOf(asked.dimension);
  const before = question.compareRange ? scanOf(asked.dimension) : null;
  const scans = [{ range: question.range, scan: now.scan }];
  if (before && question.compareRange) scans.push({ range: question.compareRange, scan: before.scan });
  return {
    scans,
    finish: async () => {
      const rows = await now.rows(question);
      const previous = before ? new Map((await before.rows(question)).map((row) => [row.value, row])) : null;
      const part = partOf(rows, asked);
      return resultOf(asked, part.rows, part.total, previous);
    },
  };
}

function rolledBreakdown(question: Question, asked: BreakdownAsked): PlannedReport {
  const { range, compareRange } = question;
  let isSealed = false;
  return {
    scans: [],
    servedBy: () => (isSealed ? "visit_columns" : "rollup_dimensions"),
    finish: async () => {
      const sums = await readSums(question, range, asked.dimension);
      isSealed = sums !== null;
      const { rows, total } = sums ? partOf(sums, asked) : await readRolledRows(question, asked);
      const values = rows.map((row) => row.value);
      const previous = compareRange
        ? await readBefore(question, compareRange, asked.dimension, values)
        : null;
      return resultOf(asked, rows, total, previous);
    },
  };
}

/** What the listed values counted in the range to compare with. */
async function readBefore(
  question: Question,
  range: Days,
  dimension: ReportDimension,
  values: readonly string[],
): Promise<ReadonlyMap<string, Measures>> {
  const sums = await readSums(question, range, dimension);
  return sums
    ? new Map(sums.map((row) => [row.value, row]))
    : readRolledValues(question, range, dimension, values);
}

/** The asked part of all values, in order. */
function partOf(all: readonly ValueRow[], asked: BreakdownAsked): { rows: ValueRow[]; total: number } {
  const chosen = all.filter(isSearched(asked)).sort(inOrder(sortOf(asked)));
  return { rows: chosen.slice(asked.offset, asked.offset + asked.limit), total: chosen.length };
}

function resultOf(
  { dimension }: BreakdownAsked,
  rows: readonly ValueRow[],
  total: number,
  previous: ReadonlyMap<string, Measures> | null,
): BreakdownResult {
  return {
    kind: "breakdown",
    dimension,
    total,
    rows: rows.map<BreakdownRow>((row) => ({
      ...row,
      label: labelOf(dimension, row.value),
      ...(previous ? { previous: onlyMeasures(previous.get(row.value)) } : {}),
    })),
  };
}

function onlyMeasures(row: Measures | undefined): Measures {
  const measures = noMeasures();
  if (row) for (const name of MEASURES) measures[name] = row[name];
  return measures;
}

function inOrder(sort: BreakdownSort): (a: ValueRow, b: ValueRow) => number {
  const byValue = (a: ValueRow, b: ValueRow): number =>
    a.value < b.value ? -1 : a.value === b.value ? 0 : 1;
  if (sort === "value") return byValue;
  return (a, b) => b[sort] - a[sort] || b.visits - a.visits || byValue(a, b);
}

type BreakdownScan = { scan: PlannedReport["scans"][number]["scan"]; rows(q: Question): Promise<ValueRow[]> };

function scanOf(dimension: ReportDimension): BreakdownScan {
  switch (dimension) {
    case "page":
    case "event": {
      const scan = new ListBreakdownScan(dimension);
      return { scan, rows: (question) => rowsOfIds(question, scan.values.entries()) };
    }
    case "entry_page":
    case "exit_page": {
      const scan = VisitBreakdownScan.ofIds(dimension);
      return { scan, rows: (question) => rowsOfIds(question, scan.values.entries()) };
    }
    default: {
      const scan = VisitBreakdownScan.ofTexts(dimension);
      return {
        scan,
        rows: async ({ everyNth }) => [...scan.values.entries()].flatMap((entry) => rowOf(entry, everyNth)),
      };
    }
  }
}

type Entry<K> = { key: K; measures: Measures; scroll: { sum: number; count: number } };

function rowOf({ key, measures, scroll }: Entry<string>, everyNth: number): ValueRow[] {
  const isEmpty = measures.visitors === 0 && measures.visits === 0 && measures.pageViews === 0;
  return isEmpty && measures.events === 0
    ? []
    : [
        {
          value: key,
          ...scaled(measures, everyNth),
          scrollPct: roundPct(scroll.count === 0 ? null : scroll.sum / scroll.count),
        },
      ];
}

async function rowsOfIds({ db, everyNth }: Question, entries: Iterable<Entry<number>>): Promise<ValueRow[]> {
  const all = [...entries];
  const texts = await readTexts(
    db,
    all.map(({ key }) => key),
  );
  return all.flatMap((entry) => rowOf({ ...entry, key: texts.get(entry.key) ?? "" }, everyNth));
}
