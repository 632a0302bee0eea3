import { type Block, COUNT_BITS, FLAG, propsColumn } from "../../columns/block";
import { propertyTable } from "../../columns/property-table";
import type { Goal } from "../read-goals";
import type { Scan } from "./scan";

/** A goal with the ids of the paths or names that its pattern means. */
export type GoalMatch = { goal: Goal; ids: ReadonlySet<number> };

export type GoalCounts = { conversions: number; visits: number; visitors: number; valueCents: number };

/** Conversions of goals: as often as the page was viewed or the event happened, on the day of each. */
export class GoalsScan implements Scan {
  readonly columns: readonly string[];
  readonly hasProperties: boolean;
  readonly counts: GoalCounts[];
  /** All visits that the filters leave. */
  visits = 0;

  constructor(private readonly goals: readonly GoalMatch[]) {
    const lists = new Set(goals.map(({ goal }) => goal.kind));
    const valued = goals.filter(({ goal }) => goal.valueProperty !== null);
    this.hasProperties = valued.length > 0;
    this.columns = [
      ...[...lists].flatMap((list) => [`${list}_len`, `${list}_code`, `${list}_count`]),
      ...valued.flatMap(({ ids }) => [...ids].map(propsColumn)),
    ];
    this.counts = goals.map(() => ({ conversions: 0, visits: 0, visitors: 0, valueCents: 0 }));
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const flags = block.codes("flags");
    for (let at = 0; at < count; at += 1)
      if (((flags[rows[at] ?? 0] ?? 0) & FLAG.startsHere) !== 0) this.visits += 1;
    this.goals.forEach((match, index) => {
      const counts = this.counts[index];
      if (!counts) return;
      addGoal(counts, match, block, rows, count);
      if (match.goal.valueProperty !== null) addValues(counts, match, block, rows, count);
    });
  }
}

function addGoal(
  counts: GoalCounts,
  { goal, ids: found }: GoalMatch,
  block: Block,
  rows: Uint32Array,
  count: number,
): void {
  const list = goal.kind;
  const { codes, ids } = block.ids(`${list}_code`);
  const wanted = Uint8Array.from(ids, (id) => (found.has(id) ? 1 : 0));
  if (!wanted.includes(1)) return;
  const offsets = block.offsets(`${list}_len`);
  const entries = block.codes(`${list}_count`);
  const flags = block.codes("flags");
  const visitors = block.visitors();
  let lastVisitor = 0;
  for (let at = 0; at < count; at += 1) {
    const row = rows[at] ?? 0;
    const end = offsets[row + 1] ?? 0;
    let bits = 0;
    for (let entry = offsets[row] ?? 0; entry < end; entry += 1) {
      if (wanted[codes[entry] ?? 0] !== 1) continue;
      const value = entries[entry] ?? 0;
      bits |= value & (COUNT_BITS.inVisit | COUNT_BITS.today);
      counts.conversions += Math.floor(value / COUNT_BITS.one);
    }
    if ((bits & COUNT_BITS.inVisit) !== 0 && ((flags[row] ?? 0) & FLAG.startsHere) !== 0) counts.visits += 1;
    if ((bits & COUNT_BITS.today) === 0 || visitors[row] === lastVisitor) continue;
    lastVisitor = visitors[row] ?? 0;
    counts.visitors += 1;
  }
}

/** Adds what the events say they were worth, in whole units of the currency; what is no number is worth nothing. */
function addValues(
  counts: GoalCounts,
  { goal, ids }: GoalMatch,
  block: Block,
  rows: Uint32Array,
  count: number,
): void {
  const chosen = new Uint8Array(block.rows);
  for (let at = 0; at < count; at += 1) chosen[rows[at] ?? 0] = 1;
  for (const id of ids) {
    const name = propsColumn(id);
    if (!block.has(name)) continue;
    const table = propertyTable(block.texts(name));
    const property = table.properties.get(goal.valueProperty ?? "");
    if (!property) continue;
    const cents = property.values.map(centsOf);
    for (let event = 0; event < table.rows.length; event += 1) {
      const code = property.codes[event] ?? 0;
      if (code > 0 && chosen[table.rows[event] ?? 0] === 1) counts.valueCents += cents[code - 1] ?? 0;
    }
  }
}

const VALUE_MAX = 1e9;

function centsOf(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= VALUE_MAX ? Math.round(value * 100) : 0;
}
