import fc from "fast-check";
import type { ListedOperation } from "@/lib/http/openapi";
import { addressPart, type FuzzWorld, hostileText, valueOf } from "./fuzz-values";

/** One request of a fuzz, before a credential is put on it. */
export interface FuzzCase {
  /** Index into the caller's list of credentials. */
  credential: number;
  params: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

const CONTENT_TYPES = [
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "application/json; charset=utf-16",
  "",
  "nonsense",
];
const BROKEN = [
  "",
  "{",
  "[",
  "nul",
  "{'a':1}",
  '{"a":1,}',
  '{"a":"\\ud800"}',
  "\u0000",
  "[".repeat(5_000),
  `"${"x".repeat(150_000)}"`,
];

type Sent = Pick<FuzzCase, "body"> & { contentType?: string };

function sentOf({ body }: ListedOperation, world: FuzzWorld): fc.Arbitrary<Sent> {
  const broken = fc
    .constantFrom(...BROKEN)
    .map((text): Sent => ({ body: text, contentType: "application/json" }));
  const bytes = fc
    .uint8Array({ minLength: 0, maxLength: 200 })
    .map((raw): Sent => ({ body: new Uint8Array(raw) }));
  if (!body) return fc.constant({});
  if (!body.types.includes("application/json"))
    return fc
      .tuple(bytes, fc.constantFrom("image/png", "application/json", "text/html", ""))
      .map(([sent, contentType]) => ({ ...sent, contentType }));
  const json = valueOf("", body.schema, world).map((value): Sent => ({
    body: JSON.stringify(value) ?? "",
    contentType: "application/json",
  }));
  const odd = fc
    .tuple(json, fc.constantFrom(...CONTENT_TYPES))
    .map(([sent, contentType]) => ({ ...sent, contentType }));
  return fc.oneof(
    { weight: 16, arbitrary: json },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: odd },
  );
}

function queryOf({ parameters }: ListedOperation, world: FuzzWorld): fc.Arbitrary<[string, string][]> {
  const named = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) =>
      fc
        .option(addressPart(name, schema, world), { nil: undefined, freq: 1 })
        .map((value) => [name, value] as const),
    );
  const odd = fc.constantFrom<[string, string][]>(
    [],
    [],
    [],
    [["limit", "0"]],
    [["cursor", "\u0000"]],
    [["__proto__", "1"]],
    [
      ["limit", "5"],
      ["limit", "6"],
    ],
    [["q", "x".repeat(8_000)]],
  );
  return fc
    .tuple(fc.tuple(...named), odd)
    .map(([pairs, more]) => [
      ...pairs.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
      ...more,
    ]);
}

function headersOf(operation: ListedOperation, world: FuzzWorld): fc.Arbitrary<Record<string, string>> {
  const known = new Set(
    operation.parameters.filter((parameter) => parameter.in === "header").map(({ name }) => name),
  );
  const key = fc.constantFrom(
    undefined,
    undefined,
    "a",
    "one-key",
    "k".repeat(255),
    "k".repeat(256),
    "with space",
    "\u00fc",
  );
  const workspace = fc.constantFrom(undefined, undefined, undefined, world.foreign.tenantId, "nonsense", "");
  return fc.tuple(key, workspace).map(([idempotencyKey, workspaceId]) => ({
    ...(known.has("Idempotency-Key") && idempotencyKey !== undefined
      ? { "idempotency-key": idempotencyKey }
      : {}),
    ...(known.has("X-Workspace-Id") && workspaceId !== undefined ? { "x-workspace-id": workspaceId } : {}),
  }));
}

/**
 * Requests for one operation, the same for the same seed and world.
 * @param credentials how many kinds of callers there are
 */
export function casesOf(
  operation: ListedOperation,
  world: FuzzWorld,
  { seed, count, credentials }: { seed: number; count: number; credentials: number },
): FuzzCase[] {
  const params = operation.parameters.filter((parameter) => parameter.in === "path");
  const arbitrary = fc.record({
    // The first kind of caller is the one that gets in; it asks most.
    credential: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.nat({ max: credentials - 1 }) },
    ),
    params: fc.record(
      Object.fromEntries(
        params.map(({ name, schema }) => [
          name,
          fc.oneof(
            { weight: 9, arbitrary: addressPart(name, schema, world) },
            { weight: 1, arbitrary: hostileText },
          ),
        ]),
      ),
    ),
    query: queryOf(operation, world),
    headers: headersOf(operation, world),
    sent: sentOf(operation, world),
  });
  return fc.sample(arbitrary, { seed, numRuns: count }).map(({ sent, headers, ...rest }) => ({
    ...rest,
    headers: { ...headers, ...(sent.contentType ? { "content-type": sent.contentType } : {}) },
    ...(sent.body === undefined ? {} : { body: sent.body }),
  }));
}

/** The address of a case; halves of surrogate pairs cannot stand in one. */
export function addressOf(operation: ListedOperation, { params, query }: FuzzCase): string {
  const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, "\ufffd");
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(wellFormed((params[name] ?? "").slice(0, 4_000)) || "-").replaceAll(/^\.+$/g, "-"),
  );
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}
