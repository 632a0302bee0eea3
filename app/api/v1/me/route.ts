import { getMe } from "@/lib/auth";
import { MeDto } from "@/lib/auth/schemas";
import { tenantRoute } from "@/lib/http";

export const GET = tenantRoute({
  permission: "workspace.read",
  summary: "Get the signed-in person and their workspaces",
  output: MeDto,
  handle: (ctx) => getMe(ctx),
});
