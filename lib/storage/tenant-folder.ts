/** All files of a workspace lie below this prefix, whatever domain they belong to: the purge removes it whole. */
export const tenantFolder = (tenantId: string): string => `tenants/${tenantId}/`;
