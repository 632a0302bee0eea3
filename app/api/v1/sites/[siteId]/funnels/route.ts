import { tenantRoute } from "@/lib/http";
import { createFunnel, listFunnels } from "@/lib/tracking";
import { CreateFunnelInput, FunnelDto, FunnelList } from "@/lib/tracking/report-schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "reports.read",
  input: { params: SiteParams },
  output: FunnelList,
  summary: "List funnels",
  handle: (ctx, { params }) => listFunnels(ctx, params.siteId),
});

export const POST = tenantRoute({
  permission: "analytics.write",
  input: { params: SiteParams, body: CreateFunnelInput },
  output: FunnelDto,
  status: 201,
  summary: "Add a funnel",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createFunnel(ctx, params.siteId, body),
});
