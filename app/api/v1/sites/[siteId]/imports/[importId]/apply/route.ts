import { tenantRoute } from "@/lib/http";
import { applyImport } from "@/lib/tracking";
import { ApplyImportInput, ImportParams, SiteImportDto } from "@/lib/tracking/imports/schemas";

export const POST = tenantRoute({
  permission: "imports.write",
  input: { params: ImportParams, body: ApplyImportInput },
  output: SiteImportDto,
  status: 202,
  summary: "Add an import to the website's numbers",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => applyImport(ctx, params.siteId, params.importId, body),
});
