import { listRequests } from "@/lib/crm";
import { ListRequestsQuery, RequestList } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "requests.read",
  input: { query: ListRequestsQuery },
  output: RequestList,
  summary: "Requests of both kinds, newest first",
  handle: (ctx, { query }) => listRequests(ctx, query),
});
