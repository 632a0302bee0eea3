import type { ApiResponse, JsonSchema, OpenApiDocument, Operation, Parameter } from "./types";

/** One operation with everything it refers to in place, for whoever reads the document. */
export interface ListedOperation {
  method: string;
  path: string;
  operation: Operation;
  parameters: Parameter[];
  /** Schema and example of the JSON body. */
  body?: { schema: JsonSchema; example?: unknown; required: boolean; types: string[] };
  /** What a call that works answers; without type where there is nothing to say. */
  answer: { status: number; description: string; type?: string; schema?: JsonSchema; example?: unknown };
  refusals: { status: number; description: string }[];
}

const lastOf = (ref: string): string => ref.split("/").at(-1) ?? "";

function bodyOf({ requestBody }: Operation): Pick<ListedOperation, "body"> {
  const [first] = Object.values(requestBody?.content ?? {});
  if (!requestBody || !first) return {};
  return { body: { ...first, required: requestBody.required, types: Object.keys(requestBody.content) } };
}

function listed(
  document: OpenApiDocument,
  method: string,
  path: string,
  operation: Operation,
): ListedOperation {
  const { components } = document;
  const parameterOf = (given: Parameter | { $ref: string }): Parameter[] => {
    if (!("$ref" in given)) return [given];
    const named = components.parameters[lastOf(given.$ref)];
    return named ? [named] : [];
  };
  const responseOf = (given: ApiResponse | { $ref: string }): ApiResponse =>
    "$ref" in given ? (components.responses[lastOf(given.$ref)] ?? { description: "" }) : given;
  const responses = Object.entries(operation.responses).map(([status, given]) => ({
    status: Number(status),
    ...responseOf(given),
  }));
  const works = responses.find(({ status }) => status < 400);
  const [type] = Object.keys(works?.content ?? {});
  const media = type === undefined ? undefined : works?.content?.[type];
  return {
    method: method.toUpperCase(),
    path,
    operation,
    parameters: (operation.parameters ?? []).flatMap(parameterOf),
    ...bodyOf(operation),
    answer: {
      status: works?.status ?? 200,
      description: works?.description ?? "",
      ...(type === undefined ? {} : { type }),
      ...media,
    },
    refusals: responses.filter(({ status }) => status >= 400),
  };
}

/** All operations of a document in its order. */
export const operationsOf = (document: OpenApiDocument): ListedOperation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => listed(document, method, path, operation)),
  );

/** A schema where it stands, following a reference into the document. */
export const resolved = (document: OpenApiDocument, schema: JsonSchema): JsonSchema =>
  schema.$ref === undefined ? schema : (document.components.schemas[lastOf(schema.$ref)] ?? {});
