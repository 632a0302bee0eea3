import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { readChunkFile } from "@/lib/tracking/replay";
import { ReplayChunkParams } from "@/lib/tracking/replay/schemas";

export const GET = tenantRoute({
  permission: "replays.read",
  input: { params: ReplayChunkParams },
  output: z.string(),
  produces: "application/gzip",
  summary: "Read one piece of a recording",
  description: "The gzip of a JSON array of rrweb's events, as it is stored.",
  handle: async (ctx, { params }) => {
    const { stream, sizeBytes } = await readChunkFile(ctx, params.replayId, params.seq);
    return new Response(stream, {
      headers: {
        "content-type": "application/gzip",
        "content-length": String(sizeBytes),
        "cache-control": "private, no-store",
        vary: "Cookie",
      },
    });
  },
});
