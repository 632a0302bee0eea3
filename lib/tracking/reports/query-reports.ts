import type { z } from "zod";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission } from "@/lib/tenancy";
import { readAsTenant, type ReportDb } from "../columns/report-db";
import type { ReportSite } from "../columns/visit-rows";
import { QueryReportsInput, type QueryReportsOutput } from "../report-schemas";
import { answerReports } from "./answer";
import { rangeToCompare } from "./days";

/**
 * Answers all reports of a screen from one snapshot of the data, so that they fit each other. Days are the site's own.
 * @throws AppError forbidden | not_found (site, goal or funnel), ZodError
 */
export async function queryReports(ctx: Ctx, input: QueryReportsInput): Promise<QueryReportsOutput> {
  requirePermission(ctx, "reports.read");
  const question: z.output<typeof QueryReportsInput> = QueryReportsInput.parse(input);
  const { range, filters, reports } = question;
  const compareRange = rangeToCompare(question.compare, range);
  return readAsTenant(ctx, async (db) => {
    const site = await readReportSite(db, question.siteId);
    const answered = await answerReports(db, { site, range, compareRange, filters, reports });
    return { site: { id: site.id, timeZone: site.timeZone }, range, compareRange, ...answered };
  });
}

const SITE = `SELECT id, no, time_zone AS "timeZone" FROM sites WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL`;

/** A site of the tenant. @throws AppError not_found */
export async function readReportSite(db: ReportDb, siteId: string): Promise<ReportSite> {
  const [site] = await db.query<ReportSite>(SITE, [db.tenantId, siteId]);
  if (!site) throw notFound("site");
  return site;
}
