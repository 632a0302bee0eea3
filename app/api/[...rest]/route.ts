import { z } from "zod";
import { AppError } from "@/lib/errors";
import { publicRoute } from "@/lib/http";

/** Whatever no other route answers: the same problem+json as every refusal, instead of a page. */
const nothingHere = publicRoute({
  rateLimit: "anon",
  output: z.never(),
  summary: "Answer for addresses that are none",
  handle: ({ url }) => {
    throw new AppError(
      "not_found",
      `There is nothing at ${url.pathname}. The routes are listed at /docs/api.`,
    );
  },
});

export {
  nothingHere as DELETE,
  nothingHere as GET,
  nothingHere as PATCH,
  nothingHere as POST,
  nothingHere as PUT,
};
