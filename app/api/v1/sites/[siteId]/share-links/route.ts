import { tenantRoute } from "@/lib/http";
import { createShareLink, listShareLinks } from "@/lib/tracking";
import { SiteParams } from "@/lib/tracking/schemas";
import {
  CreateShareLinkInput,
  ListShareLinksQuery,
  ShareLinkDto,
  ShareLinkList,
} from "@/lib/tracking/share/schemas";

export const GET = tenantRoute({
  permission: "sharing.read",
  input: { params: SiteParams, query: ListShareLinksQuery },
  output: ShareLinkList,
  summary: "List links that show a website's reports",
  handle: (ctx, { params, query }) => listShareLinks(ctx, params.siteId, query),
});

export const POST = tenantRoute({
  permission: "sharing.write",
  input: { params: SiteParams, body: CreateShareLinkInput },
  output: ShareLinkDto,
  status: 201,
  summary: "Make a link that shows a website's reports",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createShareLink(ctx, params.siteId, body),
});
