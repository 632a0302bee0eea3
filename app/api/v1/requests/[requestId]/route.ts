import { getRequest, updateRequest } from "@/lib/crm";
import { RequestDetail, RequestDto, RequestParams, UpdateRequestInput } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "requests.read",
  input: { params: RequestParams },
  output: RequestDetail,
  summary: "Get a request",
  description: "With its contact and the visit that sent it.",
  handle: (ctx, { params }) => getRequest(ctx, params.requestId),
});

export const PATCH = tenantRoute({
  permission: "requests.write",
  input: { params: RequestParams, body: UpdateRequestInput },
  output: RequestDto,
  summary: "Change a request's status",
  handle: (ctx, { params, body }) => updateRequest(ctx, params.requestId, body),
});
