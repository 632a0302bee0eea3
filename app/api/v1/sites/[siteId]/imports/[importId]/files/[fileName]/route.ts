import { tenantRoute } from "@/lib/http";
import { addImportFile } from "@/lib/tracking";
import { IMPORT_FILE_BYTES_MAX, ImportFileParams, SiteImportDto } from "@/lib/tracking/imports/schemas";

export const PUT = tenantRoute({
  permission: "imports.write",
  input: { params: ImportFileParams },
  output: SiteImportDto,
  bodyFormat: "bytes",
  bodyBytesMax: IMPORT_FILE_BYTES_MAX,
  summary: "Upload a file of an import",
  description: "The body is the file itself, CSV or zip, of at most 50 MB. The same name again replaces it.",
  errors: ["conflict", "payload_too_large"],
  handle: (ctx, { params }, request) =>
    addImportFile(ctx, params.siteId, params.importId, { name: params.fileName, content: request.body }),
});
