import { tenantRoute } from "@/lib/http";
import { listRebuilds, requestRebuild } from "@/lib/tracking";
import { RebuildDto, RebuildList, RequestRebuildInput } from "@/lib/tracking/rebuilds/schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "sites.write",
  input: { params: SiteParams },
  output: RebuildList,
  summary: "List days that were counted again",
  handle: (ctx, { params }) => listRebuilds(ctx, params.siteId),
});

export const POST = tenantRoute({
  permission: "sites.write",
  input: { params: SiteParams, body: RequestRebuildInput },
  output: RebuildDto,
  status: 201,
  errors: ["conflict"],
  summary: "Count a day again from its events",
  handle: (ctx, { params, body }) => requestRebuild(ctx, params.siteId, body),
});
