import type { z } from "zod";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import {
  QueryReportsInput,
  type QueryReportsOutput,
  type ReportRequest,
  type ReportResult,
} from "../schemas";
import { breakdownReport } from "./breakdown";
import { precedingRange } from "./days";
import type { ReportScope } from "./scope";
import { seriesReport } from "./series";
import { totalsReport } from "./totals";

const SERVED_BY = { totals: "rollup_days", series: "rollup_days", breakdown: "rollup_dimensions" } as const;

const STATEMENT_TIMEOUT_MS = 5_000;

/**
 * Answers all reports of a screen in one transaction, so that they fit each other. Days are the site's own.
 * @throws AppError forbidden | not_found, ZodError
 */
export async function queryReports(ctx: Ctx, input: QueryReportsInput): Promise<QueryReportsOutput> {
  requirePermission(ctx, "reports.read");
  const question: z.output<typeof QueryReportsInput> = QueryReportsInput.parse(input);
  return withTenant(ctx, async (db) => {
    const site = await db.site.findFirst({
      where: { id: question.siteId, tenantId: ctx.tenantId, deletedAt: null },
      select: { id: true, timeZone: true },
    });
    if (!site) throw notFound("site");
    await db.$executeRaw`SELECT set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`;
    const compareRange = question.compare ? precedingRange(question.range) : null;
    const scope: ReportScope = {
      db,
      tenantId: ctx.tenantId,
      siteId: site.id,
      range: question.range,
      previous: compareRange,
    };
    const results: Record<string, ReportResult> = {};
    for (const report of question.reports) results[report.id] = await answer(scope, report);
    const servedBy = Object.fromEntries(
      question.reports.map((report) => [report.id, SERVED_BY[report.kind]]),
    );
    return { site, range: question.range, compareRange, servedBy, results };
  });
}

function answer(scope: ReportScope, report: ReportRequest): Promise<ReportResult> {
  switch (report.kind) {
    case "totals":
      return totalsReport(scope);
    case "series":
      return seriesReport(scope);
    case "breakdown":
      return breakdownReport(scope, report.dimension, report.limit);
  }
}
