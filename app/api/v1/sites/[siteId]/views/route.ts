import { tenantRoute } from "@/lib/http";
import { createSavedView, listSavedViews } from "@/lib/tracking";
import { CreateSavedViewInput, SavedViewDto, SavedViewList } from "@/lib/tracking/report-schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "reports.read",
  input: { params: SiteParams },
  output: SavedViewList,
  summary: "List saved views",
  handle: (ctx, { params }) => listSavedViews(ctx, params.siteId),
});

export const POST = tenantRoute({
  permission: "analytics.write",
  input: { params: SiteParams, body: CreateSavedViewInput },
  output: SavedViewDto,
  status: 201,
  summary: "Add a saved view",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createSavedView(ctx, params.siteId, body),
});
