export { buildDocument, type DocumentSources } from "./document";
export { type ListedOperation, operationsOf, resolved } from "./reading";
export type { DocumentedRoute, JsonSchema, OpenApiDocument, Operation, SchemaComments } from "./types";
export { apiDocument } from "./served";
