import { tenantRoute } from "@/lib/http";
import { atPath, getExport } from "@/lib/workspace";
import { ExportDto, ExportParams } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "exports.read",
  worksWhileClosing: true,
  input: { params: ExportParams },
  output: ExportDto,
  summary: "Read an export, with a link to its file",
  handle: (ctx, { params }) => getExport(atPath(ctx, params.tenantId), params.exportId),
});
