/** Names what is cached; the workspace id stands in front, so that no answer is shown in another workspace. */
export type ApiKey = readonly (string | number | boolean | null | object)[];

export type ApiFilters = Record<string, string | undefined>;

export const queryKeyOf = (workspaceId: string, key: ApiKey): ApiKey => [workspaceId, ...key];

/** The key of a list with further pages; filters that are not set do not count. */
export function listKeyOf(workspaceId: string, key: ApiKey, filters: ApiFilters = {}): ApiKey {
  return [
    workspaceId,
    ...key,
    { list: Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) },
  ];
}
