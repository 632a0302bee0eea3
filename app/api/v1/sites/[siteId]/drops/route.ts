import { tenantRoute } from "@/lib/http";
import { listDrops } from "@/lib/tracking";
import { DropsDto, ListDropsQuery, SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "sites.read",
  input: { params: SiteParams, query: ListDropsQuery },
  output: DropsDto,
  summary: "List events that were not counted, by reason",
  handle: (ctx, { params, query }) => listDrops(ctx, params.siteId, query),
});
