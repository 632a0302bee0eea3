import { tenantRoute } from "@/lib/http";
import { queryReports } from "@/lib/tracking";
import { QueryReportsInput, QueryReportsOutput } from "@/lib/tracking/report-schemas";

export const POST = tenantRoute({
  permission: "reports.read",
  summary: "Query reports",
  description: "Up to 30 reports of one website in one answer. Reads only, in spite of the method.",
  input: { body: QueryReportsInput },
  output: QueryReportsOutput,
  handle: (ctx, { body }) => queryReports(ctx, body),
});
