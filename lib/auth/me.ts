import { systemDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { type Ctx, requirePermission } from "@/lib/tenancy";
import { type MeDto, RoleSchema } from "./schemas";

/**
 * The signed-in person, their workspaces and the one this request works in.
 * @throws AppError not_found for actors that are no person
 */
export async function getMe(ctx: Ctx): Promise<MeDto> {
  requirePermission(ctx, "workspace.read");
  if (ctx.actor.type !== "user") throw notFound("person");
  const user = await systemDb().user.findUnique({
    where: { id: ctx.actor.userId },
    select: {
      id: true,
      email: true,
      profile: { select: { firstName: true, lastName: true, avatarUrl: true } },
      memberships: {
        where: { isActive: true },
        orderBy: { createdAt: "asc" },
        select: { role: true, tenant: { select: { id: true, name: true } } },
      },
    },
  });
  if (!user) throw notFound("person");
  return {
    user: {
      id: user.id,
      email: user.email,
      firstName: user.profile?.firstName ?? "",
      lastName: user.profile?.lastName ?? "",
      avatarUrl: user.profile?.avatarUrl ?? null,
    },
    workspaces: user.memberships.map((m) => ({ ...m.tenant, role: RoleSchema.parse(m.role) })),
    workspaceId: ctx.tenantId,
  };
}
