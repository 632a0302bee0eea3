import { z } from "zod";
import { logOut } from "@/lib/auth";
import { LogoutInput } from "@/lib/auth/tokens/schemas";
import { publicRoute } from "@/lib/http";

export const POST = publicRoute({
  rateLimit: "token",
  input: { body: LogoutInput },
  output: z.undefined(),
  status: 204,
  summary: "Log out",
  description: "Ends the refresh token's family; access tokens of it are refused from the next request on.",
  handle: async (_request, { body }) => {
    await logOut(body);
    return undefined;
  },
});
