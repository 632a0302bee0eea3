import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { deleteImport, getImport } from "@/lib/tracking";
import { ImportParams, SiteImportDto } from "@/lib/tracking/imports/schemas";

export const GET = tenantRoute({
  permission: "imports.read",
  input: { params: ImportParams },
  output: SiteImportDto,
  summary: "Get an import with its preview and progress",
  handle: (ctx, { params }) => getImport(ctx, params.siteId, params.importId),
});

export const DELETE = tenantRoute({
  permission: "imports.write",
  input: { params: ImportParams },
  output: z.void(),
  status: 204,
  summary: "Remove an import that is not among the numbers",
  errors: ["conflict"],
  handle: (ctx, { params }) => deleteImport(ctx, params.siteId, params.importId),
});
