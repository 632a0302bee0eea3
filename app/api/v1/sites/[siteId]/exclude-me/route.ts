import { tenantRoute } from "@/lib/http";
import { excludeAddress } from "@/lib/tracking";
import { SiteDto, SiteParams } from "@/lib/tracking/schemas";

export const POST = tenantRoute({
  permission: "sites.write",
  input: { params: SiteParams },
  output: SiteDto,
  summary: "Stop counting visits from your own address",
  description:
    "With IPv6 the whole /64 network of the address is excluded, since the address itself changes daily.",
  errors: ["conflict"],
  handle: (ctx, { params }, request) => excludeAddress(ctx, params.siteId, request.address),
});
