import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteSavedView, updateSavedView } from "@/lib/tracking";
import { SavedViewDto, SavedViewParams, UpdateSavedViewInput } from "@/lib/tracking/report-schemas";

export const PATCH = tenantRoute({
  permission: "analytics.write",
  input: { params: SavedViewParams, body: UpdateSavedViewInput },
  output: SavedViewDto,
  summary: "Change a saved view",
  handle: (ctx, { params, body }) => updateSavedView(ctx, params.siteId, params.viewId, body),
});

export const DELETE = tenantRoute({
  permission: "analytics.write",
  input: { params: SavedViewParams },
  output: z.void(),
  status: 204,
  summary: "Remove a saved view",
  handle: (ctx, { params }) => deleteSavedView(ctx, params.siteId, params.viewId),
});
