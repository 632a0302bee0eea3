import { tenantRoute } from "@/lib/http";
import { atPath, deleteTenant, getTenant, updateTenant } from "@/lib/workspace";
import { DeleteTenantInput, TenantDto, TenantParams, UpdateTenantInput } from "@/lib/workspace/schemas";

export const GET = tenantRoute({
  permission: "workspace.read",
  worksWhileClosing: true,
  input: { params: TenantParams },
  output: TenantDto,
  summary: "Read the workspace",
  handle: (ctx, { params }) => getTenant(atPath(ctx, params.tenantId)),
});

export const PATCH = tenantRoute({
  permission: "workspace.write",
  input: { params: TenantParams, body: UpdateTenantInput },
  output: TenantDto,
  summary: "Rename the workspace or change its time zone",
  handle: (ctx, { params, body }) => updateTenant(atPath(ctx, params.tenantId), body),
});

export const DELETE = tenantRoute({
  permission: "workspace.delete",
  worksWhileClosing: true,
  input: { params: TenantParams, body: DeleteTenantInput },
  output: TenantDto,
  summary: "Plan the deletion of the workspace",
  description:
    "The workspace closes at once and is purged when its grace is over (closing.purgeAfterAt). Until then an owner can restore it.",
  handle: (ctx, { params, body }) => deleteTenant(atPath(ctx, params.tenantId), body),
});
