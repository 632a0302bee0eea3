import { tenantRoute } from "@/lib/http";
import { atPath, listExports, requestExport } from "@/lib/workspace";
import { ExportDto, ExportList, ListExportsQuery, TenantParams } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "exports.read",
  worksWhileClosing: true,
  input: { params: TenantParams, query: ListExportsQuery },
  output: ExportList,
  summary: "List the exports",
  handle: (ctx, { params, query }) => listExports(atPath(ctx, params.tenantId), query),
});

export const POST = tenantRoute({
  permission: "exports.write",
  worksWhileClosing: true,
  input: { params: TenantParams },
  output: ExportDto,
  status: 201,
  summary: "Start an export of everything in the workspace",
  description: "A ZIP file is made in the background; at most one at a time. It is kept for seven days.",
  errors: ["conflict"],
  handle: (ctx, { params }) => requestExport(atPath(ctx, params.tenantId)),
});
