export const goalsKey = (siteId: string) => ["goals", siteId] as const;
