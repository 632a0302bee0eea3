/** All files of a workspace lie below this prefix of lib/storage, whatever domain they belong to: the purge removes it whole. */
export const tenantFolder = (tenantId: string): string => `tenants/${tenantId}/`;

/** Where an export's file lies. */
export const exportKey = (tenantId: string, exportId: string): string =>
  `${tenantFolder(tenantId)}exports/${exportId}.zip`;
