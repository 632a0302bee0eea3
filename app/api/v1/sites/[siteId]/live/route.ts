import { tenantRoute } from "@/lib/http";
import { getLive } from "@/lib/tracking";
import { LiveDto } from "@/lib/tracking/report-schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "reports.read",
  input: { params: SiteParams },
  output: LiveDto,
  summary: "See who is on the website now",
  description:
    "Visitors of the last 5 and 30 minutes. Ask again when the topic sites.{siteId}.traffic has news.",
  handle: (ctx, { params }) => getLive(ctx, params.siteId),
});
