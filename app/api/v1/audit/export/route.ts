import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { streamAudit } from "@/lib/workspace";
import { AuditFilters } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "audit.read",
  input: { query: AuditFilters },
  output: z.string(),
  produces: "text/csv",
  summary: "Export the audit log as CSV",
  handle: async (ctx, { query }) =>
    new Response(streamAudit(ctx, query), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="audit-log.csv"',
        "cache-control": "no-store",
      },
    }),
});
