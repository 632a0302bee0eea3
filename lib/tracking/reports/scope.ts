import type { TenantDb } from "@/lib/db";
import type { Days } from "./days";

/** What every report reads: one site of one tenant over some days, inside a transaction of that tenant. */
export type ReportScope = {
  db: TenantDb;
  tenantId: string;
  siteId: string;
  range: Days;
  previous: Days | null;
};
