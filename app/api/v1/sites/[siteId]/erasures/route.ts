import { tenantRoute } from "@/lib/http";
import { listErasures, requestErasure } from "@/lib/tracking";
import {
  ErasureDto,
  ErasureList,
  ListErasuresQuery,
  RequestErasureInput,
} from "@/lib/tracking/erasure/schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "erasures.read",
  input: { params: SiteParams, query: ListErasuresQuery },
  output: ErasureList,
  summary: "List erasures with their receipts",
  handle: (ctx, { params, query }) => listErasures(ctx, params.siteId, query),
});

export const POST = tenantRoute({
  permission: "erasures.write",
  input: { params: SiteParams, body: RequestErasureInput },
  output: ErasureDto,
  status: 202,
  summary: "Forget a visitor of a website",
  description:
    "Named by one of their visits, by their cookie ba_v, or as a contact. Asking again gives the erasure that is under way.",
  handle: (ctx, { params, body }) => requestErasure(ctx, params.siteId, body),
});
