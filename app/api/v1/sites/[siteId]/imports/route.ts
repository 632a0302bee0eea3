import { tenantRoute } from "@/lib/http";
import { createImport, listImports } from "@/lib/tracking";
import {
  CreateImportInput,
  ListImportsQuery,
  SiteImportDto,
  SiteImportList,
} from "@/lib/tracking/imports/schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "imports.read",
  input: { params: SiteParams, query: ListImportsQuery },
  output: SiteImportList,
  summary: "List imports from other tools",
  handle: (ctx, { params, query }) => listImports(ctx, params.siteId, query),
});

export const POST = tenantRoute({
  permission: "imports.write",
  input: { params: SiteParams, body: CreateImportInput },
  output: SiteImportDto,
  status: 201,
  summary: "Begin an import from another tool",
  description: "Upload its files next, have them read, look at the preview, then apply it.",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => createImport(ctx, params.siteId, body),
});
