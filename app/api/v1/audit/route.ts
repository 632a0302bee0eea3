import { tenantRoute } from "@/lib/http";
import { listAudit } from "@/lib/workspace";
import { AuditList, ListAuditQuery } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "audit.read",
  input: { query: ListAuditQuery },
  output: AuditList,
  summary: "List the audit log",
  handle: (ctx, { query }) => listAudit(ctx, query),
});
