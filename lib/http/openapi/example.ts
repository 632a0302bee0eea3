import { createHash } from "node:crypto";
import { EXAMPLE_DAY, EXAMPLE_MOMENT, EXAMPLE_TEXTS } from "./example.data";
import type { JsonSchema } from "./types";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Resolve = (schema: JsonSchema) => JsonSchema;
type Wanted = (field: string) => boolean;

const DEPTH_MAX = 12;

/** An id that is the same for the same field in every example. */
function idOf(field: string): string {
  const hex = createHash("sha256").update(field).digest("hex").slice(0, 12);
  return `0195a3f2-6b1c-7d4e-9a8b-${hex}`;
}

function textOf(field: string, schema: JsonSchema): string {
  if (schema.format === "uuid") return idOf(field === "nextCursor" ? "id" : field);
  if (schema.format === "date-time") return EXAMPLE_MOMENT;
  const known = EXAMPLE_TEXTS[field];
  if (schema.format === "date") return known ?? EXAMPLE_DAY;
  if (schema.format === "email") return known ?? "ada@example.com";
  if (schema.format === "uri") return known?.startsWith("http") ? known : "https://www.example.com/";
  if (/^id$|Id$/.test(field)) return idOf(field);
  const text = known ?? "Some text";
  return schema.maxLength === undefined ? text : text.slice(0, schema.maxLength);
}

class Maker {
  constructor(
    private readonly resolve: Resolve,
    private readonly wanted: Wanted,
  ) {}

  value(field: string, given: JsonSchema, depth = 0): Json {
    const schema = this.resolve(given);
    const said: unknown = schema.const ?? schema.enum?.[0];
    if (said !== undefined) return asJson(said);
    const parts = schema.anyOf ?? schema.oneOf;
    if (parts) return this.value(field, parts.find((part) => part.type !== "null") ?? {}, depth);
    if (schema.allOf) {
      const fields = schema.allOf.map((part) => Object.entries(this.value(field, part, depth) ?? {}));
      return asJson(Object.fromEntries(fields.flat()));
    }
    const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== "null") : schema.type;
    if (type === "object" || schema.properties) return this.object(schema, depth);
    if (type === "array") {
      const item = () => this.value(field, schema.items ?? {}, depth + 1);
      return depth < DEPTH_MAX ? [item()] : [];
    }
    if (type === "integer" || type === "number") return this.number(schema);
    if (type === "boolean") return schema.default === undefined || schema.default === true;
    if (type === "string") return field === "nextCursor" ? null : textOf(field, schema);
    return null;
  }

  private number(schema: JsonSchema): number {
    if (typeof schema.default === "number") return schema.default;
    const least = schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + 1;
    return Math.min(Math.max(12, least), schema.maximum ?? Number.MAX_SAFE_INTEGER);
  }

  private object(schema: JsonSchema, depth: number): Json {
    const fields = Object.entries(schema.properties ?? {}).filter(
      ([name]) => schema.required?.includes(name) || depth > 0 || this.wanted(name),
    );
    const made = Object.fromEntries(fields.map(([name, part]) => [name, this.value(name, part, depth + 1)]));
    if (fields.length > 0 || typeof schema.additionalProperties !== "object") return made;
    return { example: this.value("value", schema.additionalProperties, depth + 1) };
  }
}

function asJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value)) as Json; // eslint-disable-line house/no-unchecked-cast -- what JSON.parse gives is JSON
  return json;
}

/**
 * A value that a schema accepts: as full as it can be, else without what may be missing.
 * @param accepts the zod schema's own word on a value
 * @returns undefined when none is found; the schema then needs `.meta({ example })`
 */
export function exampleOf(
  schema: JsonSchema,
  resolve: Resolve,
  accepts: (value: unknown) => boolean,
): Json | undefined {
  const fields = Object.keys(resolve(schema).properties ?? {});
  const singles = fields.map(
    (field): Wanted =>
      (other) =>
        other === field,
  );
  for (const wanted of [() => true, ...singles, () => false]) {
    const value = new Maker(resolve, wanted).value("", schema);
    if (accepts(value)) return value;
  }
  return undefined;
}
