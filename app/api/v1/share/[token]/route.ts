import { publicRoute } from "@/lib/http";
import { readSharedSite } from "@/lib/tracking";
import { SharedSiteDto, ShareTokenParams } from "@/lib/tracking/share/schemas";

export const GET = publicRoute({
  rateLimit: "share",
  input: { params: ShareTokenParams },
  output: SharedSiteDto,
  summary: "Read what a shared link shows",
  errors: ["not_found", "gone"],
  handle: (request, { params }) => readSharedSite(params.token, request.headers),
});
