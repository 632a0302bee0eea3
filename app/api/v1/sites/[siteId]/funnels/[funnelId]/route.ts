import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteFunnel, updateFunnel } from "@/lib/tracking";
import { FunnelDto, FunnelParams, UpdateFunnelInput } from "@/lib/tracking/report-schemas";

export const PATCH = tenantRoute({
  permission: "analytics.write",
  input: { params: FunnelParams, body: UpdateFunnelInput },
  output: FunnelDto,
  summary: "Change a funnel",
  handle: (ctx, { params, body }) => updateFunnel(ctx, params.siteId, params.funnelId, body),
});

export const DELETE = tenantRoute({
  permission: "analytics.write",
  input: { params: FunnelParams },
  output: z.void(),
  status: 204,
  summary: "Remove a funnel",
  handle: (ctx, { params }) => deleteFunnel(ctx, params.siteId, params.funnelId),
});
