import { type Block, propsColumn } from "../../columns/block";
import { propertyTable } from "../../columns/property-table";
import type { Scan } from "./scan";

/** Different values of a property that are counted apart over the whole range. */
const VALUES_MAX = 100_000;
const OTHER = "(other)";

type ValueCount = { events: number; visits: number; lastVisit: number };

/** What the events of one name say in their properties. */
export class PropertiesScan implements Scan {
  readonly hasProperties = true;
  readonly columns: readonly string[];
  readonly properties = new Map<string, { events: number; values: Map<string, ValueCount> }>();
  private base = 0;

  /** @param nameId id of the event's name; @param only one property; null: all */
  constructor(
    private readonly nameId: number,
    private readonly only: string | null,
  ) {
    this.columns = [propsColumn(nameId)];
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const name = propsColumn(this.nameId);
    if (!block.has(name)) return;
    const table = propertyTable(block.texts(name));
    const chosen = new Uint8Array(block.rows);
    for (let at = 0; at < count; at += 1) chosen[rows[at] ?? 0] = 1;
    // By row, so that a visit counts once for a value however often it says it.
    const events = Array.from(table.rows.keys())
      .filter((event) => chosen[table.rows[event] ?? 0] === 1)
      .sort((a, b) => (table.rows[a] ?? 0) - (table.rows[b] ?? 0));
    for (const [property, { codes, values }] of table.properties) {
      if (this.only !== null && property !== this.only) continue;
      for (const event of events) {
        const code = codes[event] ?? 0;
        if (code > 0) this.count(property, values[code - 1] ?? "", this.base + (table.rows[event] ?? 0) + 1);
      }
    }
    this.base += block.rows + 1;
  }

  private count(property: string, value: string, visit: number): void {
    let known = this.properties.get(property);
    if (!known) this.properties.set(property, (known = { events: 0, values: new Map() }));
    known.events += 1;
    const name = known.values.has(value) || known.values.size < VALUES_MAX ? value : OTHER;
    let counts = known.values.get(name);
    if (!counts) known.values.set(name, (counts = { events: 0, visits: 0, lastVisit: 0 }));
    counts.events += 1;
    if (counts.lastVisit !== visit) counts.visits += 1;
    counts.lastVisit = visit;
  }
}
