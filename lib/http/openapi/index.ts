export { curlOf } from "./curl";
export { type Field, fieldsOf } from "./fields";
export { type ListedOperation, operationsOf, resolved } from "./reading";
export { apiDocument } from "./served";
export type { DocumentedRoute, JsonSchema, OpenApiDocument, Operation } from "./types";
