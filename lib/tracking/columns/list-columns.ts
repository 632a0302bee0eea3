import { COUNT_BITS, SCROLL_UNKNOWN } from "./block";
import type { BlockRow } from "./build-block";
import { type Column, pack } from "./column";
import { IdDictionary } from "./dictionaries";

type Entry = { id: number; today: number; isInVisit: boolean; visibleMs: number; scrollPct: number };

/** One list of the pages or events of each row. */
class CountedList {
  readonly lengths: number[] = [];
  readonly codes = new IdDictionary();
  readonly counts: number[] = [];
  readonly visible: number[] = [];
  readonly scroll: number[] = [];

  push(entries: readonly Entry[], isPrimary: boolean): void {
    this.lengths.push(entries.length);
    for (const entry of entries) {
      this.codes.push(entry.id);
      const bits = (entry.today > 0 ? COUNT_BITS.today : 0) | (entry.isInVisit ? COUNT_BITS.inVisit : 0);
      this.counts.push((isPrimary ? entry.today * COUNT_BITS.one : 0) + bits);
      this.visible.push(isPrimary ? entry.visibleMs : 0);
      this.scroll.push(isPrimary && entry.scrollPct > 0 ? entry.scrollPct : SCROLL_UNKNOWN);
    }
  }
}

/** The lists of a day: pages, custom events, and the steps of the visits that start on it. */
export function listColumns(rows: readonly BlockRow[], today: number): [string, Column][] {
  const pages = new CountedList();
  const events = new CountedList();
  for (const { visit, isPrimary } of rows) {
    const entries = entriesOf(visit.counts, today);
    pages.push(entries[0], isPrimary);
    events.push(entries[1], isPrimary);
  }
  return [
    ["page_len", numbers(pages.lengths)],
    ["page_code", pages.codes.toColumn()],
    ["page_count", numbers(pages.counts)],
    ["page_ms", numbers(pages.visible)],
    ["page_scroll", numbers(pages.scroll)],
    ["event_len", numbers(events.lengths)],
    ["event_code", events.codes.toColumn()],
    ["event_count", numbers(events.counts)],
    ...stepColumns(rows, today),
  ];
}

const numbers = (values: readonly number[]): Column => ({ kind: "numbers", codes: pack(values) });

/** Pages and events of a visit, one entry each, whatever days they were on. */
function entriesOf(counts: Int32Array, today: number): [Entry[], Entry[]] {
  const lists: [Entry[], Entry[]] = [[], []];
  for (let at = 0; at < counts.length; at += 5) {
    const code = counts[at + 1] ?? 0;
    const list = lists[code % 2 === 1 ? 1 : 0];
    const id = Math.floor(code / 2);
    let entry = list.find((each) => each.id === id);
    if (!entry) list.push((entry = { id, today: 0, isInVisit: false, visibleMs: 0, scrollPct: 0 }));
    const count = counts[at + 2] ?? 0;
    entry.isInVisit ||= count > 0;
    if (counts[at] !== today) continue;
    entry.today += count;
    entry.visibleMs += counts[at + 3] ?? 0;
    entry.scrollPct = Math.max(entry.scrollPct, counts[at + 4] ?? 0);
  }
  return lists;
}

/** Steps belong to the day on which a visit starts, as seconds since its start. */
function stepColumns(rows: readonly BlockRow[], today: number): [string, Column][] {
  const lengths: number[] = [];
  const seconds: number[] = [];
  const codes = new IdDictionary();
  for (const { visit, isPrimary } of rows) {
    const steps = isPrimary && visit.startDay === today ? visit.steps : new Int32Array();
    const startedAtS = Math.floor(visit.startedAtMs / 1_000);
    lengths.push(steps.length / 2);
    for (let at = 0; at < steps.length; at += 2) {
      seconds.push(Math.max(0, (steps[at] ?? 0) - startedAtS));
      codes.push(steps[at + 1] ?? 0);
    }
  }
  return [
    ["step_len", numbers(lengths)],
    ["step_sec", numbers(seconds)],
    ["step_code", codes.toColumn()],
  ];
}
