import type { ReportDb } from "../columns/report-db";
import type { ReportSite } from "../columns/visit-rows";

/** A goal as reports count it. */
export type Goal = {
  id: string;
  name: string;
  kind: "page" | "event";
  pattern: string;
  valueCents: number | null;
  currency: string | null;
  valueProperty: string | null;
  isArchived: boolean;
};

const GOALS = `SELECT id, name, kind, pattern, value_cents::float8 AS "valueCents", currency, value_property AS "valueProperty",
    archived_at IS NOT NULL AS "isArchived"
  FROM goals WHERE tenant_id = $1 AND site_id = $2 ORDER BY name, id`;

/** All goals of a site, archived ones too. */
export const readGoals = (db: ReportDb, site: ReportSite): Promise<Goal[]> =>
  db.query<Goal>(GOALS, [db.tenantId, site.id]);
