import { tenantRoute } from "@/lib/http";
import { getErasure } from "@/lib/tracking";
import { ErasureDto, ErasureParams } from "@/lib/tracking/erasure/schemas";

export const GET = tenantRoute({
  permission: "erasures.read",
  input: { params: ErasureParams },
  output: ErasureDto,
  summary: "Get an erasure with its receipt",
  handle: (ctx, { params }) => getErasure(ctx, params.siteId, params.erasureId),
});
