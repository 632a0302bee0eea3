import { tenantRoute } from "@/lib/http";
import { createSite, listSites } from "@/lib/tracking";
import { CreateSiteInput, ListSitesQuery, SiteDto, SiteList } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "sites.read",
  input: { query: ListSitesQuery },
  output: SiteList,
  summary: "List websites",
  handle: (ctx, { query }) => listSites(ctx, query),
});

export const POST = tenantRoute({
  permission: "sites.write",
  input: { body: CreateSiteInput },
  output: SiteDto,
  status: 201,
  summary: "Add a website",
  handle: (ctx, { body }) => createSite(ctx, body),
});
