import { publicRoute } from "@/lib/http";
import { queryShared } from "@/lib/tracking";
import { QueryReportsOutput } from "@/lib/tracking/schemas";
import { SharedQueryInput, ShareTokenParams } from "@/lib/tracking/share/schemas";

export const POST = publicRoute({
  rateLimit: "share",
  input: { params: ShareTokenParams, body: SharedQueryInput },
  output: QueryReportsOutput,
  summary: "Query reports of a shared link",
  description: "The same question as for reports/query, without the website: the link names it.",
  errors: ["not_found", "gone", "forbidden"],
  handle: (request, { params, body }) => queryShared(params.token, body, request.headers),
});
