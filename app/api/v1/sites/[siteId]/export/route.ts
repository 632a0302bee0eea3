import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { streamSiteData } from "@/lib/tracking";
import { ExportQuery } from "@/lib/tracking/raw-export/schemas";
import { SiteParams } from "@/lib/tracking/schemas";

export const GET = tenantRoute({
  permission: "data.export",
  input: { params: SiteParams, query: ExportQuery },
  output: z.string(),
  produces: "text/csv",
  summary: "Export what was counted for a website",
  description:
    "Events and visits as they were counted, or totals, as CSV or (format=ndjson) as one JSON object a line. The answer is a stream.",
  handle: async (ctx, { params, query }) => {
    const file = await streamSiteData(ctx, params.siteId, query);
    return new Response(file.body, {
      headers: {
        "content-type": file.contentType,
        "content-disposition": `attachment; filename="${file.fileName}"`,
        "cache-control": "no-store",
      },
    });
  },
});
