import { z } from "zod";
import { publicRoute } from "@/lib/http";
import { unsubscribeDigest } from "@/lib/tracking";
import { UnsubscribeParams } from "@/lib/tracking/digests/schemas";

export const POST = publicRoute({
  rateLimit: "anon",
  input: { params: UnsubscribeParams },
  output: z.void(),
  status: 204,
  summary: "End a regular e-mail for its recipient",
  description: "By the link of a message. Mail programs call it by themselves (RFC 8058).",
  errors: ["not_found"],
  handle: (_request, { params }) => unsubscribeDigest(params.token),
});
