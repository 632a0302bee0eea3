import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteSite, getSite, updateSite } from "@/lib/tracking";
import { SiteDto, SiteParams, UpdateSiteInput } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "sites.read",
  input: { params: SiteParams },
  output: SiteDto,
  summary: "Get a website",
  handle: (ctx, { params }) => getSite(ctx, params.siteId),
});

export const PATCH = tenantRoute({
  permission: "sites.write",
  input: { params: SiteParams, body: UpdateSiteInput },
  output: SiteDto,
  summary: "Change a website",
  handle: (ctx, { params, body }) => updateSite(ctx, params.siteId, body),
});

export const DELETE = tenantRoute({
  permission: "sites.write",
  input: { params: SiteParams },
  output: z.void(),
  status: 204,
  summary: "Delete a website with everything that was counted for it",
  handle: (ctx, { params }) => deleteSite(ctx, params.siteId),
});
