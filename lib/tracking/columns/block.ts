import type { Codes, Column } from "./column";

/** Bits of the column `flags`. */
export const FLAG = {
  /** First row of its visitor on the day: rows of a visitor stand together. */
  firstOfVisitor: 1,
  /** The visit starts on this day; other rows are visits that came over midnight. */
  startsHere: 2,
  identified: 4,
  bounce: 8,
  /** The row carries the visit's key of this day; without it, a further key of the same visit. */
  primary: 16,
} as const;

export const SCROLL_UNKNOWN = 255;

/** The columns page_count and event_count: a multiple of `one` for each view on this day, and two bits. */
export const COUNT_BITS = {
  /** The visit has the page or event, on this day or another. */
  inVisit: 1,
  /** It has it on this day. */
  today: 2,
  one: 4,
} as const;

/** Path ids. */
export const PATH_COLUMNS = ["entry_page", "exit_page"] as const;
/** Keys of identified visitors, one for each first row of such a visitor. */
export const KEY_COLUMN = "keys";

/** Column with the properties of one custom event. @param nameId id of its name in tracking_values */
export const propsColumn = (nameId: number): string => `props:${nameId}`;

/**
 * Beside VISIT_TEXTS and those above there are, with one number a row: flags, starts, ends (Unix seconds), page_views, events (of this day),
 * visible_ms; and lists, whose `_len` says how many entries each row has: page_code, page_count, page_ms, page_scroll;
 * event_code, event_count; step_sec (since the start), step_code. {@link COUNT_BITS} says how to read a count.
 *
 * The visits that have something on one site-local day, as columns: rows are ordered by visitor. A row is a visit under one
 * of the visitor's keys of that day.
 */
export class Block {
  private readonly offsetsOf = new Map<string, Uint32Array>();
  private visitorOf: Uint32Array | null = null;
  private keyOf: Int32Array | null = null;

  constructor(
    readonly day: string,
    readonly rows: number,
    private readonly columns: ReadonlyMap<string, Column>,
  ) {}

  has(name: string): boolean {
    return this.columns.has(name);
  }

  /** One number a row, or the codes of a column with a dictionary. @throws Error when the column was not asked for */
  codes(name: string): Codes {
    const column = this.get(name);
    if (column.kind === "keys") throw new Error(`${name} has keys, not codes`);
    return column.codes;
  }

  texts(name: string): { codes: Codes; texts: readonly string[] } {
    const column = this.get(name);
    if (column.kind !== "texts") throw new Error(`${name} is no column of texts`);
    return column;
  }

  ids(name: string): { codes: Codes; ids: Int32Array } {
    const column = this.get(name);
    if (column.kind !== "ids") throw new Error(`${name} is no column of ids`);
    return column;
  }

  keys(): BigInt64Array {
    const column = this.get(KEY_COLUMN);
    return column.kind === "keys" ? column.keys : new BigInt64Array();
  }

  /** Where each row's entries of a list begin; one more than there are rows. */
  offsets(lengths: string): Uint32Array {
    const known = this.offsetsOf.get(lengths);
    if (known) return known;
    const codes = this.codes(lengths);
    const offsets = new Uint32Array(codes.length + 1);
    for (let row = 0, at = 0; row < codes.length; row += 1) {
      at += codes[row] ?? 0;
      offsets[row + 1] = at;
    }
    this.offsetsOf.set(lengths, offsets);
    return offsets;
  }

  /** The visitor of each row: 1 for the first visitor of the day, 2 for the next. */
  visitors(): Uint32Array {
    if (this.visitorOf) return this.visitorOf;
    const flags = this.codes("flags");
    const visitors = new Uint32Array(this.rows);
    for (let row = 0, visitor = 0; row < this.rows; row += 1) {
      if (((flags[row] ?? 0) & FLAG.firstOfVisitor) !== 0) visitor += 1;
      visitors[row] = visitor;
    }
    this.visitorOf = visitors;
    return visitors;
  }

  /** The place of each row's visitor in {@link keys}, -1 for one who is not identified. */
  keyPlaces(): Int32Array {
    if (this.keyOf) return this.keyOf;
    const flags = this.codes("flags");
    const places = new Int32Array(this.rows);
    for (let row = 0, next = 0, place = -1; row < this.rows; row += 1) {
      const flag = flags[row] ?? 0;
      if ((flag & FLAG.firstOfVisitor) !== 0) {
        place = (flag & FLAG.identified) === 0 ? -1 : next;
        if (place >= 0) next += 1;
      }
      places[row] = place;
    }
    this.keyOf = places;
    return places;
  }

  private get(name: string): Column {
    const column = this.columns.get(name);
    if (!column) throw new Error(`The column ${name} was not read`);
    return column;
  }
}
