import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { unlockShare } from "@/lib/tracking";
import { ShareTokenParams, UnlockShareInput } from "@/lib/tracking/share/schemas";

export const POST = publicRoute({
  rateLimit: "share",
  input: { params: ShareTokenParams, body: UnlockShareInput },
  output: z.void(),
  status: 204,
  summary: "Give the password of a shared link",
  description: "Sets a cookie for the calls of this link, for twelve hours.",
  errors: ["not_found", "gone", "forbidden"],
  handle: async (request, { params, body }) =>
    new Response(null, {
      status: 204,
      headers: {
        "set-cookie": await unlockShare(params.token, body.password, request.address),
        "cache-control": "no-store",
      },
    }),
});
