import { tenantRoute } from "@/lib/http";
import { getErasure } from "@/lib/tracking";
import { ErasureDto, ErasureParams } from "@/lib/tracking/erasure/schemas";

export const GET = tenantRoute({
  permission: "erasures.read",
  input: { params: ErasureParams },
  output: ErasureDto,
  summary: "Download an erasure's receipt",
  handle: async (ctx, { params }) => {
    const erasure = await getErasure(ctx, params.siteId, params.erasureId);
    return new Response(`${JSON.stringify(erasure, null, 2)}\n`, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="erasure-${erasure.id}.json"`,
        "cache-control": "no-store",
      },
    });
  },
});
