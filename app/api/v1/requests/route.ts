import { listRequests } from "@/lib/crm";
import { ListRequestsQuery, RequestList } from "@/lib/crm/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "requests.read",
  input: { query: ListRequestsQuery },
  output: RequestList,
  summary: "List requests",
  description: "Contact and project-scope requests together, newest first.",
  handle: (ctx, { query }) => listRequests(ctx, query),
});
