import { z } from "zod";
import { type Codes, type Column, pack } from "./column";

/** Different values of one property of one event on one day that are kept apart. */
export const VALUES_MAX = 20_000;
const OTHER = "(other)";

/** One event with properties: the row of its visit, and what the event says. */
export type EventProperties = { row: number; properties: Readonly<Record<string, string>> };

/** The properties of one custom event on one day. Code 0: the event has no such property; n: value n - 1. */
type PropertyTable = {
  rows: Codes;
  properties: ReadonlyMap<string, { codes: Codes; values: readonly string[] }>;
};

const Layout = z.object({
  rows: z.number().int(),
  properties: z.array(z.object({ name: z.string(), values: z.number().int() })),
});

/** As one column of texts: its layout and all values; the rows' numbers and then each property's codes. */
export function propertyColumn(events: readonly EventProperties[]): Column {
  const values = new Map<string, Map<string, number>>();
  for (const { properties } of events) {
    for (const [name, value] of Object.entries(properties)) {
      const known = values.get(name) ?? new Map<string, number>();
      values.set(name, known);
      if (!known.has(value) && known.size < VALUES_MAX) known.set(value, known.size + 1);
      else if (!known.has(value) && !known.has(OTHER)) known.set(OTHER, known.size + 1);
    }
  }
  const codes = events.map(({ row }) => row);
  for (const [name, known] of values) {
    for (const { properties } of events) {
      const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
      codes.push(value === undefined ? 0 : (known.get(value) ?? known.get(OTHER) ?? 0));
    }
  }
  const layout: z.input<typeof Layout> = {
    rows: events.length,
    properties: [...values].map(([name, known]) => ({ name, values: known.size })),
  };
  const texts = [JSON.stringify(layout), ...[...values.values()].flatMap((known) => [...known.keys()])];
  return { kind: "texts", codes: pack(codes), texts };
}

/** The table that {@link propertyColumn} made a column of. */
export function propertyTable({ codes, texts }: { codes: Codes; texts: readonly string[] }): PropertyTable {
  const layout = Layout.parse(JSON.parse(texts[0] ?? "{}"));
  const properties = new Map<string, { codes: Codes; values: readonly string[] }>();
  let textAt = 1;
  layout.properties.forEach(({ name, values }, index) => {
    const from = layout.rows * (index + 1);
    properties.set(name, {
      codes: codes.subarray(from, from + layout.rows),
      values: texts.slice(textAt, textAt + values),
    });
    textAt += values;
  });
  return { rows: codes.subarray(0, layout.rows), properties };
}
