import { z } from "zod";
import type { JsonSchema, SchemaComments } from "./types";

export type Side = "input" | "output";

const COMPONENT = "#/components/schemas/";
/** Kinds of schemas that are worth a name of their own; texts and numbers read better in place. */
const NAMED_KINDS = new Set(["object", "union", "enum", "record", "array", "intersection"]);
/** Rules of a text after it was cleaned hold for whoever sends it clean; patterns do not, since more is understood than stored. */
const HINTS = ["minLength", "maxLength", "format"] as const;

interface OverrideContext {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}

function addHints({ zodSchema, jsonSchema }: OverrideContext, side: Side): void {
  const { def } = zodSchema._zod;
  if (side !== "input" || def.type !== "pipe" || jsonSchema.type !== "string") return;
  const after = z.toJSONSchema(def.out, { io: "input", unrepresentable: "any" });
  if (after.type !== "string") return;
  for (const hint of HINTS) if (after[hint] !== undefined) Object.assign(jsonSchema, { [hint]: after[hint] });
}

/** Words that a schema itself carries (`.meta({ description })`, `.describe()`). */
function addWords({ zodSchema, jsonSchema }: OverrideContext): void {
  const description = z.globalRegistry.get(zodSchema)?.description;
  if (description !== undefined) jsonSchema.description = description;
}

/** Formats say what zod's long patterns spell out, and no caller needs to be told of JavaScript's largest number. */
function plainer(schema: JsonSchema): JsonSchema {
  const { $schema: _schema, $defs: _defs, pattern, maximum, minimum, ...rest } = schema;
  const plain: JsonSchema = { ...rest };
  if (pattern !== undefined && schema.format === undefined) plain.pattern = pattern;
  if (minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER) plain.minimum = minimum;
  if (maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER) plain.maximum = maximum;
  if (plain.type === "object" && plain.propertyNames?.type === "string") delete plain.propertyNames;
  return plain;
}

const mapValues = <T, R>(
  record: Record<string, T>,
  change: (value: T, key: string) => R,
): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** The schemas of the document: those with a name once each, under components. */
export class SchemaBook {
  readonly components: Record<string, JsonSchema> = {};
  private readonly registry = z.registry<{ id: string }>();

  /**
   * @param named zod schemas by the name they have in their file
   * @param comments what those files say of schemas and fields
   */
  constructor(
    named: ReadonlyMap<string, z.ZodType>,
    private readonly comments: SchemaComments,
  ) {
    for (const [id, schema] of named) {
      if (NAMED_KINDS.has(schema.def.type) && !this.registry.has(schema)) this.registry.add(schema, { id });
    }
  }

  /** The JSON schema of one side of a zod schema; named parts are references. */
  of(schema: z.ZodType, side: Side): JsonSchema {
    const all = z.toJSONSchema(schema, {
      io: side,
      unrepresentable: "any",
      metadata: this.registry,
      override: (context) => {
        addHints(context, side);
        addWords(context);
      },
    });
    // eslint-disable-next-line house/no-unchecked-cast -- zod's type also allows drafts that it is not asked for here
    const { "~standard": _standard, ...made } = all as JsonSchema;
    const names = mapValues(made.$defs ?? {}, (part, name) => this.nameFor(name, part, side));
    for (const [name, part] of Object.entries(made.$defs ?? {})) {
      this.components[names[name] ?? name] = this.finished(part, name, names);
    }
    return this.finished(made, undefined, names);
  }

  /** Follows a reference to where the schema stands. */
  resolve(schema: JsonSchema): JsonSchema {
    if (!schema.$ref) return schema;
    return this.components[schema.$ref.slice(COMPONENT.length)] ?? {};
  }

  // What is sent and what comes back may differ under one name: then the sent one gets a name of its own.
  private nameFor(name: string, part: JsonSchema, side: Side): string {
    if (side === "output") return name;
    const here = this.components[name];
    const same = here && JSON.stringify(here) === JSON.stringify(this.finished(part, name, {}));
    return !here || same ? name : `${name}${name.endsWith("Input") ? "Sent" : "Input"}`;
  }

  private finished(schema: JsonSchema, name: string | undefined, names: Record<string, string>): JsonSchema {
    const words = name === undefined ? {} : (this.comments[name] ?? {});
    const visit = (node: JsonSchema, at: string): JsonSchema => {
      const plain = plainer(node);
      const id = plain.$ref?.split("/").at(-1);
      if (id !== undefined) plain.$ref = COMPONENT + (names[id] ?? id);
      const word = words[at];
      if (word !== undefined && plain.description === undefined) plain.description = word;
      // A field's comment stands at the field, not at each of its alternatives too.
      const same = (part: JsonSchema): JsonSchema => withoutWord(visit(part, at), word);
      const inside = (part: JsonSchema, key: string) => visit(part, at === "" ? key : `${at}.${key}`);
      if (plain.properties) plain.properties = mapValues(plain.properties, inside);
      if (plain.items) plain.items = same(plain.items);
      for (const key of ["anyOf", "oneOf", "allOf"] as const) {
        const parts = plain[key];
        if (parts) plain[key] = parts.map(same);
      }
      if (typeof plain.additionalProperties === "object")
        plain.additionalProperties = same(plain.additionalProperties);
      return plain;
    };
    return visit(schema, "");
  }
}

function withoutWord(schema: JsonSchema, word: string | undefined): JsonSchema {
  if (word === undefined || schema.description !== word) return schema;
  const { description: _description, ...rest } = schema;
  return rest;
}
