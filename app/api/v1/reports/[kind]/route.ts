import { tenantRoute } from "@/lib/http";
import { querySingleReport } from "@/lib/tracking";
import { ReportKindParams, SingleReportOutput, SingleReportQuery } from "@/lib/tracking/report-schemas";

export const GET = tenantRoute({
  permission: "reports.read",
  summary: "Get one report",
  description: "The same answer as of POST /reports/query for a single report, by its address.",
  input: { params: ReportKindParams, query: SingleReportQuery },
  output: SingleReportOutput,
  errors: ["not_found"],
  handle: (ctx, { params, query }) => querySingleReport(ctx, params.kind, query),
});
