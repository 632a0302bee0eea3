import { tenantRoute } from "@/lib/http";
import { readImport } from "@/lib/tracking";
import { ImportParams, SiteImportDto } from "@/lib/tracking/imports/schemas";

export const POST = tenantRoute({
  permission: "imports.write",
  input: { params: ImportParams },
  output: SiteImportDto,
  status: 202,
  summary: "Read an import's files for the preview",
  errors: ["conflict"],
  handle: (ctx, { params }) => readImport(ctx, params.siteId, params.importId),
});
