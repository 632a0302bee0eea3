/** The address of a resource in the reference: "API keys" -> "api-keys". */
export const slugOf = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** Where an operation is described. */
export const hrefOf = (tag: string, operationId: string): string => `/docs/api/${slugOf(tag)}#${operationId}`;

export const GUIDE = [
  { id: "authentication", title: "Authentication" },
  { id: "workspaces", title: "Workspaces" },
  { id: "errors", title: "Errors" },
  { id: "limits", title: "Limits" },
  { id: "repeating", title: "Repeating a request" },
  { id: "pages", title: "Lists and pages" },
  { id: "permissions", title: "Permissions" },
] as const;
