import type { ReportDimension } from "../report-schemas";
import { dayOfNumber } from "../time/site-day";
import { Counts, type CountsBy, type DayTally, type Tally } from "./tally";
import type { Texts } from "./texts";
import type { SiteInfo } from "./types";

export type DimensionChange = {
  site: SiteInfo;
  day: string;
  dimension: ReportDimension;
  value: string;
  counts: Counts;
};

type ByDimension = Map<ReportDimension, Map<string, Counts>>;

/** What a tally says about the values of dimensions; what comes to nothing is left out. */
export function dimensionChanges(site: SiteInfo, tally: Tally, texts: Texts): DimensionChange[] {
  const changes: DimensionChange[] = [];
  for (const [number, dayTally] of tally.days) {
    const day = dayOfNumber(number);
    for (const [dimension, values] of expand(dayTally, texts)) {
      for (const [value, counts] of values) {
        if (!counts.isZero()) changes.push({ site, day, dimension, value, counts });
      }
    }
  }
  return changes;
}

function expand(day: DayTally, texts: Texts): ByDimension {
  const result: ByDimension = new Map();
  for (const [id, counts] of day.clients) {
    if (counts.isZero()) continue;
    for (const [dimension, value] of texts.ofClient(id)) at(result, dimension, value).add(counts);
  }
  for (const [id, counts] of day.sources) {
    if (counts.isZero()) continue;
    for (const [dimension, value] of texts.ofSource(id)) at(result, dimension, value).add(counts);
  }
  addTexts(result, "page", day.pages, texts);
  addTexts(result, "entry_page", day.entries, texts);
  addTexts(result, "exit_page", day.exits, texts);
  addTexts(result, "event", day.events, texts);
  for (const [dimension, values] of day.repeats) {
    for (const [value, visitors] of values) at(result, dimension, value).visitors += visitors;
  }
  return result;
}

function addTexts(result: ByDimension, dimension: ReportDimension, ids: CountsBy, texts: Texts): void {
  for (const [id, counts] of ids) at(result, dimension, texts.text(id)).add(counts);
}

function at(result: ByDimension, dimension: ReportDimension, value: string): Counts {
  let values = result.get(dimension);
  if (!values) result.set(dimension, (values = new Map<string, Counts>()));
  let counts = values.get(value);
  if (!counts) values.set(value, (counts = new Counts()));
  return counts;
}
