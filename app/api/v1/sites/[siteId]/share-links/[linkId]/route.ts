import { tenantRoute } from "@/lib/http";
import { revokeShareLink } from "@/lib/tracking";
import { ShareLinkDto, ShareLinkParams } from "@/lib/tracking/share/schemas";

export const DELETE = tenantRoute({
  permission: "sharing.write",
  input: { params: ShareLinkParams },
  output: ShareLinkDto,
  summary: "Revoke a link",
  description: "It is closed at once and for good; it stays in the list.",
  handle: (ctx, { params }) => revokeShareLink(ctx, params.siteId, params.linkId),
});
