import { tenantRoute } from "@/lib/http";
import { atPath, restoreTenant } from "@/lib/workspace";
import { TenantDto, TenantParams } from "@/lib/workspace/schemas";

export const POST = tenantRoute({
  permission: "workspace.delete",
  worksWhileClosing: true,
  input: { params: TenantParams },
  output: TenantDto,
  summary: "Take the deletion of the workspace back",
  errors: ["gone"],
  handle: (ctx, { params }) => restoreTenant(atPath(ctx, params.tenantId)),
});
