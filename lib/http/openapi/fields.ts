import { resolved } from "./reading";
import type { JsonSchema, OpenApiDocument } from "./types";

/** One line of a table of fields. */
export interface Field {
  /** Dotted path; `[]` stands for each entry of a list. */
  name: string;
  type: string;
  required: boolean;
  /** Bounds and choices, in words. */
  limits: string;
  description: string;
}

const DEPTH_MAX = 4;

const join = (at: string, name: string): string => (at === "" ? name : `${at}.${name}`);
const withoutNull = (schema: JsonSchema): JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf ?? []).filter((part) => part.type !== "null");

/** A schema's type as people say it: "text (uuid) or null", "list of object". */
export function typeOf(document: OpenApiDocument, given: JsonSchema): string {
  const schema = resolved(document, given);
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return [...new Set(parts.map((part) => typeOf(document, part)))].join(" or ");
  const types = Array.isArray(schema.type)
    ? schema.type
    : [schema.type ?? (schema.properties ? "object" : "any")];
  const words = types.map((type) => {
    if (type === "array") return `list of ${typeOf(document, schema.items ?? {})}`;
    if (type === "string") return schema.format ? `text (${schema.format})` : "text";
    return type;
  });
  return words.join(" or ");
}

function limitsOf(document: OpenApiDocument, given: JsonSchema): string {
  const schema = resolved(document, given);
  const [only, ...others] = withoutNull(schema);
  if (only && others.length === 0) return limitsOf(document, only);
  const range = (least: number | undefined, most: number | undefined, unit: string): string[] => {
    if (least !== undefined && most !== undefined) return [`${least} to ${most}${unit}`];
    if (most !== undefined) return [`at most ${most}${unit}`];
    return least ? [`at least ${least}${unit}`] : [];
  };
  const said =
    schema.default === undefined || schema.default === null
      ? []
      : [`default ${JSON.stringify(schema.default)}`];
  return [
    ...(schema.const === undefined ? [] : [JSON.stringify(schema.const)]),
    ...(schema.enum ? [schema.enum.join(", ")] : []),
    ...range(schema.minLength, schema.maxLength, " characters"),
    ...range(schema.minimum, schema.maximum, ""),
    ...range(schema.minItems, schema.maxItems, " entries"),
    ...said,
  ].join("; ");
}

/** The fields of a schema and of what it holds, in order. */
export function fieldsOf(document: OpenApiDocument, given: JsonSchema, at = "", depth = 0): Field[] {
  const schema = resolved(document, given);
  if (depth > DEPTH_MAX) return [];
  if (schema.items) return fieldsOf(document, schema.items, `${at}[]`, depth + 1);
  const parts = withoutNull(schema);
  if (parts.length > 0) {
    const all = parts.flatMap((part) => fieldsOf(document, part, at, depth));
    return all.filter((field, index) => all.findIndex(({ name }) => name === field.name) === index);
  }
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
    {
      name: join(at, name),
      type: typeOf(document, part),
      required: schema.required?.includes(name) ?? false,
      limits: limitsOf(document, part),
      description: part.description ?? resolved(document, part).description ?? "",
    },
    ...fieldsOf(document, part, join(at, name), depth + 1),
  ]);
  const more = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  return [...own, ...(more ? fieldsOf(document, more, join(at, "{key}"), depth + 1) : [])];
}
