import fc from "fast-check";
import { randomUUID } from "node:crypto";
import type { JsonSchema, OpenApiDocument } from "@/lib/http/openapi";
import { resolved } from "@/lib/http/openapi";
import { EXAMPLE_TEXTS } from "@/lib/http/openapi/example.data";

/** What the values of a fuzz may refer to. */
export interface FuzzWorld {
  document: OpenApiDocument;
  /** Ids of the caller's own workspace by name, e.g. siteId. */
  own: Record<string, string>;
  /** Ids of another workspace, by the same names. */
  foreign: Record<string, string>;
}

type Arb = fc.Arbitrary<unknown>;

const HOSTILE_TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udc00y",
  "\u202eabc",
  "\ufeff",
  "e\u0301".repeat(200),
  "👩‍👩‍👧‍👦".repeat(40),
  "' OR 1=1 --",
  "%00",
  "%",
  "_",
  "\\",
  "../../../../etc/passwd",
  "${jndi:ldap://127.0.0.1/x}",
  "<script>alert(1)</script>",
  "a\r\nBcc: someone@example.com",
  "null",
  "undefined",
  "NaN",
  "__proto__",
  "constructor",
  "0",
  "-1",
  "1e400",
  "9".repeat(400),
  "x".repeat(255),
  "x".repeat(256),
  "x".repeat(10_001),
  "http://127.0.0.1:1/",
  "javascript:alert(1)",
  "http://[::1]",
  "http://example.com:99999",
  "0000-00-00",
  "9999-12-31",
  "-271821-04-20T00:00:00.000Z",
  "2026-02-30T25:61:61Z",
  "name@example.com\u0000",
  `${"a".repeat(64)}@${"b".repeat(300)}.example`,
  "{}",
  "[]",
];
const NUMBERS = [0, -0, 1, -1, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, -(2 ** 53), 1e308, 5e-324, 101, 201];

const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constant("x".repeat(60_000)),
);
const anything: Arb = fc.oneof(
  hostileText,
  fc.constantFrom(...NUMBERS, null, true, false),
  fc.constantFrom([], {}, [[[[[]]]]], { a: { b: { c: null } } }, [null], { length: 3 }),
  fc.constant(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, index]))),
);

function uuid(field: string, { own, foreign }: FuzzWorld): fc.Arbitrary<string> {
  const known = [own[field], own[field.replace(/s$/, "")], own[field] ?? Object.values(own)[0]];
  const mine = known.filter((id): id is string => id !== undefined);
  const others = [foreign[field]].filter((id): id is string => id !== undefined);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(mine.length > 0 ? mine : [randomUUID()])) },
    { weight: 2, arbitrary: fc.constantFrom(...(others.length > 0 ? others : [randomUUID()])) },
    { weight: 1, arbitrary: fc.uuid() },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
      ),
    },
  );
}

function text(field: string, schema: JsonSchema, world: FuzzWorld): fc.Arbitrary<string> {
  if (schema.format === "uuid") return uuid(field, world);
  if (schema.format === "email")
    return fc.oneof(fc.emailAddress(), fc.constant(`${randomUUID()}@people.example`));
  if (schema.format === "uri") return fc.webUrl();
  if (schema.format === "date")
    return fc.constantFrom("2026-01-01", "2026-11-22", "2024-02-29", "0001-01-01", "9999-12-31");
  if (schema.format === "date-time")
    return fc.constantFrom("2026-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z");
  const id = world.own[field];
  const likely = EXAMPLE_TEXTS[field] ?? id ?? "example";
  const most = Math.min(schema.maxLength ?? 40, 400);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(likely) },
    {
      weight: 3,
      arbitrary: fc.string({ minLength: Math.min(schema.minLength ?? 1, most), maxLength: most }),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom("www.example.com", "Europe/Berlin", "Ada Lovelace", id ?? likely),
    },
    { weight: 1, arbitrary: fc.constant("x".repeat(schema.maxLength ?? 200)) },
  );
}

/** A value that a schema would mostly accept. */
function decent(field: string, given: JsonSchema, world: FuzzWorld, depth: number): Arb {
  const schema = resolved(world.document, given);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return fc.oneof(...parts.map((part) => valueOf(field, part, world, depth)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || schema.properties) return objectOf(schema, world, depth);
  if (type === "array") {
    const item = valueOf(field, schema.items ?? {}, world, depth + 1);
    const most = Math.min(schema.maxItems ?? 4, 100);
    return fc.array(item, { minLength: Math.min(schema.minItems ?? 0, most), maxLength: Math.min(most, 4) });
  }
  if (type === "integer" || type === "number") {
    const min = Math.max(schema.minimum ?? -5, -1_000_000);
    return fc.integer({ min, max: Math.max(min, Math.min(schema.maximum ?? 1_000_000, 1_000_000)) });
  }
  if (type === "boolean") return fc.boolean();
  if (type === "string") return text(field, schema, world);
  return type === "null" ? fc.constant(null) : anything;
}

/** A value for a schema: mostly one that fits, now and then anything but. */
export function valueOf(field: string, schema: JsonSchema, world: FuzzWorld, depth = 0): Arb {
  return fc.oneof(
    { weight: 14, arbitrary: decent(field, schema, world, depth) },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: hostileText },
  );
}

function objectOf(schema: JsonSchema, world: FuzzWorld, depth: number): Arb {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, part]): [string, Arb] => {
    const value = depth > 4 ? fc.constant(null) : valueOf(name, part, world, depth + 1);
    return [name, fc.option(value, { nil: undefined, freq: required.has(name) ? 25 : 1 })];
  });
  const extra = fc.oneof(
    { weight: 9, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { extra: 1 },
        { tenantId: world.foreign.tenantId ?? "x" },
        { role: "owner" },
      ),
    },
  );
  return fc.tuple(fc.record(Object.fromEntries(fields)), extra).map(([made, more]) => ({ ...made, ...more }));
}

/** A text for a place in an address. */
export const addressPart = (field: string, schema: JsonSchema, world: FuzzWorld): fc.Arbitrary<string> =>
  valueOf(field, resolved(world.document, schema), world).map((value) =>
    typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
  );

export { hostileText };
