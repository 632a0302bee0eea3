import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { serveFile, storage } from "@/lib/storage";

const declared = {
  rateLimit: "file-address",
  input: {
    params: z.object({ key: z.array(z.string()).min(1).max(10) }),
    query: z.object({
      expires: z.coerce.number().int().positive(),
      show: z.enum(["inline", "attachment"]),
      name: z.string().max(500).optional(),
      type: z.string().max(200).optional(),
      signature: z.string().max(100),
    }),
  },
  output: z.null(),
} as const;

/** A stored file by its signed address; the signature stands in for a sign-in. */
export const GET = publicRoute({
  ...declared,
  summary: "Download a file by its signed address",
  handle: ({ headers }, { params, query }) =>
    serveFile(storage(), { method: "GET", key: params.key.join("/"), query, headers }),
});

export const HEAD = publicRoute({
  ...declared,
  summary: "Ask about a file by its signed address",
  handle: ({ headers }, { params, query }) =>
    serveFile(storage(), { method: "HEAD", key: params.key.join("/"), query, headers }),
});
