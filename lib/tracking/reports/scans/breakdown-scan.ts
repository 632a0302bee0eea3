import { type Block, COUNT_BITS, FLAG, SCROLL_UNKNOWN } from "../../columns/block";
import type { ReportDimension } from "../../report-schemas";
import type { Scan } from "./scan";
import { MEASURE_COLUMNS } from "./totals-scan";
import { ValueCounters } from "./value-counters";

/** Dimensions in which a visit without a value is not listed; every visit has one in the others. */
const WITHOUT_EMPTY: ReadonlySet<ReportDimension> = new Set<ReportDimension>([
  "campaign",
  "utm_source",
  "utm_medium",
  "utm_term",
  "utm_content",
  "referrer",
]);

/** A breakdown whose values are texts (country) or ids of texts (entry page), one a visit. */
export class VisitBreakdownScan<K extends string | number> implements Scan {
  readonly columns: readonly string[];
  readonly values = new ValueCounters<K>();
  private base = 0;

  private constructor(
    private readonly dimension: ReportDimension,
    private readonly dictionary: (block: Block) => ArrayLike<K>,
  ) {
    this.columns = [dimension, ...MEASURE_COLUMNS];
  }

  static ofTexts(dimension: ReportDimension): VisitBreakdownScan<string> {
    return new VisitBreakdownScan<string>(dimension, (block) => block.texts(dimension).texts);
  }

  static ofIds(dimension: ReportDimension): VisitBreakdownScan<number> {
    return new VisitBreakdownScan<number>(dimension, (block) => block.ids(dimension).ids);
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const dictionary = this.dictionary(block);
    // Negative: not listed.
    const places = Int32Array.from({ length: dictionary.length }, (_, code) =>
      this.placeOf(dictionary[code]),
    );
    const codes = block.codes(this.dimension);
    const flags = block.codes("flags");
    const [viewsOf, eventsOf, visibleOf] = MEASURE_COLUMNS.map((name) => block.codes(name));
    const visitorOf = block.visitors();
    const { values } = this;
    const [visitors, visits, views] = [values.of("visitors"), values.of("visits"), values.of("pageViews")];
    const [events, bounces, visible] = [values.of("events"), values.of("bounces"), values.of("visibleMs")];
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      const place = places[codes[row] ?? 0] ?? -1;
      if (place < 0) continue;
      values.addVisitor(place, this.base + (visitorOf[row] ?? 0), visitors);
      views[place] = (views[place] ?? 0) + (viewsOf?.[row] ?? 0);
      events[place] = (events[place] ?? 0) + (eventsOf?.[row] ?? 0);
      const flag = flags[row] ?? 0;
      if ((flag & FLAG.startsHere) === 0) continue;
      visits[place] = (visits[place] ?? 0) + 1;
      visible[place] = (visible[place] ?? 0) + (visibleOf?.[row] ?? 0);
      if ((flag & FLAG.bounce) !== 0) bounces[place] = (bounces[place] ?? 0) + 1;
    }
    this.base += block.rows + 1;
  }

  private placeOf(value: K | undefined): number {
    if (value === undefined || value === 0) return -1;
    return value === "" && WITHOUT_EMPTY.has(this.dimension) ? -1 : this.values.place(value);
  }
}

/** A breakdown by page or by custom event, of which a visit may have many. Values are ids. */
export class ListBreakdownScan implements Scan {
  readonly columns: readonly string[];
  readonly values = new ValueCounters<number>();
  private base = 0;

  constructor(private readonly list: "page" | "event") {
    const columns = [`${list}_len`, `${list}_code`, `${list}_count`];
    this.columns = list === "page" ? [...columns, "page_ms", "page_scroll", "entry_page"] : columns;
  }

  add(block: Block, rows: Uint32Array, count: number): void {
    const { list, values } = this;
    const { codes, ids } = block.ids(`${list}_code`);
    const places = Int32Array.from(ids, (id) => values.place(id));
    if (list === "page") this.addBounces(block, rows, count);
    const offsets = block.offsets(`${list}_len`);
    const counts = block.codes(`${list}_count`);
    const flags = block.codes("flags");
    const visitorOf = block.visitors();
    const [visitors, visits] = [values.of("visitors"), values.of("visits")];
    const times = values.of(list === "page" ? "pageViews" : "events");
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      const startsHere = ((flags[row] ?? 0) & FLAG.startsHere) !== 0;
      const visitor = this.base + (visitorOf[row] ?? 0);
      const end = offsets[row + 1] ?? 0;
      for (let entry = offsets[row] ?? 0; entry < end; entry += 1) {
        const place = places[codes[entry] ?? 0] ?? 0;
        const bits = counts[entry] ?? 0;
        times[place] = (times[place] ?? 0) + Math.floor(bits / COUNT_BITS.one);
        if ((bits & COUNT_BITS.today) !== 0) values.addVisitor(place, visitor, visitors);
        if (startsHere && (bits & COUNT_BITS.inVisit) !== 0) visits[place] = (visits[place] ?? 0) + 1;
      }
    }
    if (list === "page") this.addReading(block, rows, count, places);
    this.base += block.rows + 1;
  }

  /** A bounce counts for the page on which it happened. */
  private addBounces(block: Block, rows: Uint32Array, count: number): void {
    const { codes, ids } = block.ids("entry_page");
    const places = Int32Array.from(ids, (id) => (id === 0 ? -1 : this.values.place(id)));
    const bounces = this.values.of("bounces");
    const flags = block.codes("flags");
    const both = FLAG.startsHere | FLAG.bounce;
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      if (((flags[row] ?? 0) & both) !== both) continue;
      const place = places[codes[row] ?? 0] ?? -1;
      if (place >= 0) bounces[place] = (bounces[place] ?? 0) + 1;
    }
  }

  /** How long and how far pages were read. */
  private addReading(block: Block, rows: Uint32Array, count: number, places: Int32Array): void {
    const { codes } = block.ids("page_code");
    const offsets = block.offsets("page_len");
    const [ms, scroll] = [block.codes("page_ms"), block.codes("page_scroll")];
    const { values } = this;
    const visible = values.of("visibleMs");
    for (let at = 0; at < count; at += 1) {
      const row = rows[at] ?? 0;
      const end = offsets[row + 1] ?? 0;
      for (let entry = offsets[row] ?? 0; entry < end; entry += 1) {
        const place = places[codes[entry] ?? 0] ?? 0;
        visible[place] = (visible[place] ?? 0) + (ms[entry] ?? 0);
        const pct = scroll[entry] ?? SCROLL_UNKNOWN;
        if (pct === SCROLL_UNKNOWN) continue;
        values.scrollPctSum[place] = (values.scrollPctSum[place] ?? 0) + pct;
        values.scrollCount[place] = (values.scrollCount[place] ?? 0) + 1;
      }
    }
  }
}
