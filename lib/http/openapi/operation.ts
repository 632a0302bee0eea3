import { z } from "zod";
import { statusByCode } from "@/lib/errors/codes";
import { PERMISSIONS } from "@/lib/tenancy/permissions";
import type { RouteDef } from "../types";
import { exampleOf } from "./example";
import { operationIdOf, tagOf } from "./names";
import { ANSWER_HEADERS, credentialsOf, readsBytes, refusalName, refusalsOf } from "./refusals";
import type { SchemaBook } from "./schema-book";
import type { ApiResponse, DocumentedRoute, JsonSchema, Operation, Parameter } from "./types";

type Declared = Exclude<RouteDef, { kind: "webhook" }>;

/** Parameters whose meaning is the same everywhere. */
const PARAMETER_WORDS: Record<string, string> = {
  cursor: "Where to go on: `nextCursor` of the page before.",
  limit: "How many a page.",
  q: "Text to look for.",
  days: "How many days, today included.",
};

const SCHEMES = { session: "session", token: "accessToken", key: "apiKey" } as const;
const WORDS = { session: "session cookie", token: "access token", key: "API key" } as const;

const parameterRef = (name: string) => ({ $ref: `#/components/parameters/${name}` });

function parametersOf(route: DocumentedRoute, def: Declared, book: SchemaBook): Parameter[] {
  const fieldsOf = (schema: z.ZodType | undefined): JsonSchema =>
    schema ? book.resolve(book.of(schema, "input")) : {};
  const inPath = fieldsOf(def.input?.params).properties ?? {};
  const query = fieldsOf(def.input?.query);
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const make = (name: string, where: "path" | "query", schema: JsonSchema): Parameter => {
    const { description = PARAMETER_WORDS[name], ...rest } = schema;
    const required = where === "path" || (query.required?.includes(name) ?? false);
    return { name, in: where, required, ...(description ? { description } : {}), schema: rest };
  };
  return [
    ...names.map((name) => make(name, "path", inPath[name] ?? { type: "string" })),
    ...Object.entries(query.properties ?? {}).map(([name, schema]) => make(name, "query", schema)),
  ];
}

function withExample(name: string, zod: z.ZodType, schema: JsonSchema, book: SchemaBook) {
  const given = z.globalRegistry.get(zod)?.example;
  const accepts = (value: unknown): boolean => zod.safeParse(value).success;
  const example = given ?? exampleOf(schema, (part) => book.resolve(part), accepts);
  if (example === undefined)
    throw new Error(`${name}: no example could be made; give its schema .meta({ example }).`);
  return { schema, example };
}

function bodyOf(name: string, def: Declared, book: SchemaBook): Pick<Operation, "requestBody"> {
  if (readsBytes(def)) {
    const media = { schema: { type: "string", contentEncoding: "binary" } };
    return { requestBody: { required: true, content: { "application/octet-stream": media } } };
  }
  const zod = def.input?.body;
  if (!zod) return {};
  const media = withExample(`${name} (body)`, zod, book.of(zod, "input"), book);
  const forms = "bodyFormat" in def && def.bodyFormat === "form";
  const types = [
    "application/json",
    ...(forms ? ["application/x-www-form-urlencoded", "multipart/form-data"] : []),
  ];
  const required = !zod.safeParse(undefined).success;
  return { requestBody: { required, content: Object.fromEntries(types.map((type) => [type, media])) } };
}

function answerOf(name: string, def: Declared, book: SchemaBook): ApiResponse {
  const status = def.status ?? 200;
  const replayed = { "Idempotency-Replayed": { $ref: "#/components/headers/Idempotency-Replayed" } };
  const headers = { ...ANSWER_HEADERS, ...(takesIdempotencyKey(def) ? replayed : {}) };
  if (def.produces) {
    const schema: JsonSchema = { type: "string" };
    return { description: "The content itself.", headers, content: { [def.produces]: { schema } } };
  }
  if (status === 204) return { description: "Done; there is nothing to say.", headers };
  const media = withExample(`${name} (answer)`, def.output, book.of(def.output, "output"), book);
  return {
    description:
      status === 201 ? "Made." : status === 202 ? "Accepted; it is done in the background." : "The answer.",
    headers,
    content: { "application/json": media },
  };
}

const takesIdempotencyKey = (def: Declared): boolean => def.kind === "tenant" && def.status === 201;

/** Sentences after a route's own: who may call it, with what. */
function descriptionOf(def: Declared): string {
  const credentials = credentialsOf(def).map((name) => WORDS[name]);
  const needs =
    def.kind === "tenant"
      ? [`Needs the permission \`${def.permission}\` (${PERMISSIONS[def.permission].join(", ")}).`]
      : [];
  const takes = credentials.length > 0 ? `Takes: ${credentials.join(", ")}.` : "Needs no sign-in.";
  return [...(def.description ? [def.description] : []), ...needs, takes].join(" ");
}

/**
 * One operation of the document.
 * @throws Error when a schema has no example that it accepts
 */
export function operationOf(route: DocumentedRoute, def: Declared, book: SchemaBook): Operation {
  const name = `${route.method} ${route.path}`;
  const answer = answerOf(name, def, book);
  const codes = refusalsOf(route.method, route.path, def);
  const shape = def.produces ? {} : book.resolve(book.of(def.output, "output"));
  const list = shape.properties?.items !== undefined;
  const headers = [
    ...(def.kind === "tenant" ? [parameterRef("WorkspaceId")] : []),
    ...(takesIdempotencyKey(def) ? [parameterRef("IdempotencyKey")] : []),
  ];
  const parameters = [...parametersOf(route, def, book), ...headers];
  const statuses = [...new Set(codes.map((code) => statusByCode[code]))];
  return {
    operationId: operationIdOf(route.method, route.path, { list, created: def.status === 201 }),
    tags: [tagOf(route.path)],
    summary: (def.summary ?? name).replace(/\.$/, ""),
    description: descriptionOf(def),
    security: credentialsOf(def).map((credential) => ({ [SCHEMES[credential]]: [] })),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(name, def, book),
    responses: {
      [String(def.status ?? 200)]: answer,
      ...Object.fromEntries(
        statuses.map((status) => [String(status), { $ref: `#/components/responses/${refusalName(status)}` }]),
      ),
    },
    ...(def.kind === "tenant" ? { "x-permission": def.permission } : {}),
    "x-error-codes": codes,
  };
}
