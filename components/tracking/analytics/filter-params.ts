import type { FilterDimension, FilterOp, ReportFilter } from "@/lib/tracking/report-schemas";

/** Everything visits can be filtered by. */
const DIMENSION_IDS = [
  "page",
  "entry_page",
  "exit_page",
  "channel",
  "source",
  "referrer",
  "campaign",
  "utm_source",
  "utm_medium",
  "utm_term",
  "utm_content",
  "country",
  "region",
  "city",
  "device",
  "browser",
  "os",
  "language",
  "event",
  "goal",
] as const satisfies readonly FilterDimension[];

export const isDimension = (text: string): text is FilterDimension => DIMENSION_IDS.some((id) => id === text);

const OPS = ["is", "is_not", "contains"] as const satisfies readonly FilterOp[];

export const isOp = (text: string): text is FilterOp => OPS.some((op) => op === text);

// A filter is written as dimension:op:value,value; between filters stands a semicolon.
const escapeValue = (value: string) =>
  value.replaceAll("!", "!0").replaceAll(",", "!1").replaceAll(";", "!2");
const unescapeValue = (text: string) =>
  text.replaceAll("!2", ";").replaceAll("!1", ",").replaceAll("!0", "!");

function parseOne(text: string): ReportFilter[] {
  const [dimension = "", op = "", ...rest] = text.split(":");
  if (!isDimension(dimension) || !isOp(op)) return [];
  return [{ dimension, op, values: rest.join(":").split(",").map(unescapeValue) }];
}

/** The filters that a URL carries; what cannot be read is left out. */
export const filtersFromParam = (text: string | null): ReportFilter[] =>
  text ? text.split(";").flatMap(parseOne) : [];

/** How filters are written into the URL; undefined for none. */
export function paramOfFilters(filters: readonly ReportFilter[]): string | undefined {
  const text = filters
    .map(({ dimension, op, values }) => `${dimension}:${op}:${values.map(escapeValue).join(",")}`)
    .join(";");
  return text || undefined;
}
