import { tenantRoute } from "@/lib/http";
import { getOverview } from "@/lib/workspace";
import { OverviewDto, OverviewQuery } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "workspace.read",
  input: { query: OverviewQuery },
  output: OverviewDto,
  summary: "Get visitors, visits and requests against the period before",
  handle: (ctx, { query }) => getOverview(ctx, query),
});
