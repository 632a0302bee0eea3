import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { apiDocument } from "@/lib/http/openapi";

export const GET = publicRoute({
  rateLimit: "anon",
  output: z.looseObject({ openapi: z.string() }).meta({ example: { openapi: "3.1.0" } }),
  summary: "Get this API's OpenAPI document",
  handle: async () => ({ ...apiDocument() }),
});
