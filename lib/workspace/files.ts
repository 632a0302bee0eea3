import { tenantFolder } from "@/lib/storage";

/** Where an export's file lies. */
export const exportKey = (tenantId: string, exportId: string): string =>
  `${tenantFolder(tenantId)}exports/${exportId}.zip`;
