import { getMe } from "@/lib/auth";
import { MeDto } from "@/lib/auth/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "workspace.read",
  summary: "Who is signed in, and their workspaces.",
  output: MeDto,
  handle: (ctx) => getMe(ctx),
});
