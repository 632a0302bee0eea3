import { tenantRoute } from "@/lib/http";
import { undoImport } from "@/lib/tracking";
import { ImportParams, SiteImportDto } from "@/lib/tracking/imports/schemas";

export const POST = tenantRoute({
  permission: "imports.write",
  input: { params: ImportParams },
  output: SiteImportDto,
  status: 202,
  summary: "Take an import out of the website's numbers",
  handle: (ctx, { params }) => undoImport(ctx, params.siteId, params.importId),
});
