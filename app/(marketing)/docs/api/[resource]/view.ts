import type { OperationView } from "@/components/docs/operation-card";
import { curlOf, fieldsOf, type ListedOperation, type OpenApiDocument } from "@/lib/http/openapi";

/** An operation as its card shows it. */
export function viewOf(document: OpenApiDocument, listed: ListedOperation): OperationView {
  const { method, path, operation, parameters, body, answer, refusals } = listed;
  const parameterSchema = (name: string) => parameters.find((parameter) => parameter.name === name);
  const rows = fieldsOf(document, {
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  });
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description,
    parameters: rows.map((row) => ({
      ...row,
      description: parameterSchema(row.name)?.description ?? row.description,
      place: parameterSchema(row.name)?.in ?? "query",
    })),
    ...(body ? { body: { fields: fieldsOf(document, body.schema), types: body.types.join(", ") } } : {}),
    answer: {
      status: answer.status,
      description: answer.description,
      ...(answer.type ? { type: answer.type } : {}),
      fields: answer.schema ? fieldsOf(document, answer.schema) : [],
      example: answer.example === undefined ? "" : JSON.stringify(answer.example, null, 2),
    },
    refusals,
    curl: curlOf(document.servers?.[0]?.url ?? "", listed),
  };
}
