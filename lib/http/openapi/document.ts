import type { z } from "zod";
import { operationOf } from "./operation";
import { HEADERS, PROBLEM, refusalResponses } from "./refusals";
import { SchemaBook } from "./schema-book";
import type { DocumentedRoute, OpenApiDocument, Operation, Parameter, SchemaComments } from "./types";

const DESCRIPTION =
  "Everything the product's own pages do, they do through this API. Every refusal is application/problem+json (RFC 9457). " +
  "How to sign in, limits, pages and repeated requests are explained under /docs.";

const PARAMETERS: Record<string, Parameter> = {
  WorkspaceId: {
    name: "X-Workspace-Id",
    in: "header",
    required: false,
    description:
      "The workspace this call works in. Without it: the workspace of the token or key, or the session's default one.",
    schema: { type: "string", format: "uuid" },
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "1 to 255 visible ASCII characters. The same key with the same body gets the first answer again, for 24 hours.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
};

const SECURITY = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "ba.session",
    description:
      "The cookie of the product's own pages (with the prefix __Secure- under https). Changes need our own Origin.",
  },
  accessToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "Access token of POST /api/v1/auth/login or refresh; valid for 15 minutes and for one workspace.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "ba_<8 characters>_<43 characters>",
    description: "API key of a workspace; it may do what its scopes and its maker's role allow.",
  },
};

const METHOD_ORDER = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Addresses in the order of reading; at one address, reading stands before changing. */
const inOrder = (a: DocumentedRoute, b: DocumentedRoute): number =>
  a.path < b.path
    ? -1
    : a.path > b.path
      ? 1
      : METHOD_ORDER.indexOf(a.method) - METHOD_ORDER.indexOf(b.method);

export interface DocumentSources {
  routes: readonly DocumentedRoute[];
  /** Schemas that get a name of their own, in a fixed order. */
  named: ReadonlyMap<string, z.ZodType>;
  comments: SchemaComments;
  /** Version of the product. */
  version: string;
}

function assertUnique(operations: readonly Operation[]): void {
  const seen = new Set<string>();
  for (const { operationId } of operations) {
    if (seen.has(operationId))
      throw new Error(`Two operations are called ${operationId}; name one in lib/http/openapi/names.ts.`);
    seen.add(operationId);
  }
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The OpenAPI 3.1 document of the routes. The same sources give the same text.
 * @throws Error when two operations share a name, or a schema has no example
 */
export function buildDocument({ routes, named, comments, version }: DocumentSources): OpenApiDocument {
  const book = new SchemaBook(named, comments);
  const declared = [...routes]
    .sort(inOrder)
    .flatMap(({ def, ...at }) => (def.kind === "webhook" ? [] : [{ at, def }]));
  // What comes back has the first right to a name.
  for (const { def } of declared) if (!def.produces && def.status !== 204) book.of(def.output, "output");
  const paths: OpenApiDocument["paths"] = {};
  for (const { at, def } of declared) {
    (paths[at.path] ??= {})[at.method.toLowerCase()] = operationOf({ ...at, def }, def, book);
  }
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  assertUnique(operations);
  const statuses = operations.flatMap((operation) => Object.keys(operation.responses).map(Number));
  const tags = [...new Set(operations.flatMap((operation) => operation.tags))].sort((a, b) =>
    a.localeCompare(b, "en"),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: "Brand Automator API",
      version,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: sorted({ ...book.components, Problem: PROBLEM }),
      responses: refusalResponses(statuses.filter((status) => status >= 400)),
      headers: HEADERS,
      parameters: PARAMETERS,
      securitySchemes: SECURITY,
    },
  };
}
