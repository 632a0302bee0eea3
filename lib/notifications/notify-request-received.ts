import { getRequestSummary } from "@/lib/crm";
import type { RequestDto } from "@/lib/crm/schemas";
import { now } from "@/lib/clock";
import { newId } from "@/lib/ids";
import { publishLive } from "@/lib/live";
import { type Ctx, type Role, roleCan, ROLES, withTenant } from "@/lib/tenancy";

const BODY_CHARS_MAX = 160;
const readers: Role[] = ROLES.filter((role) => roleCan(role, "requests.read"));

/**
 * Tells every active member who may read requests of a new one. The dedupe key makes a second run harmless.
 * @throws AppError not_found when the request is not in ctx's workspace
 */
export async function notifyRequestReceived(ctx: Ctx, requestId: string): Promise<void> {
  await withTenant(ctx, async (db) => {
    const request = await getRequestSummary({ ...ctx, db }, requestId);
    const members = await db.membership.findMany({
      where: { tenantId: ctx.tenantId, isActive: true, role: { in: readers } },
      select: { userId: true },
    });
    const text = {
      kind: "request",
      ...wordsFor(request),
      href: `/crm/requests/${request.id}`,
      dedupeKey: `request:${request.id}`,
    };
    await db.notification.createMany({
      data: members.map(({ userId }) => ({
        id: newId(),
        tenantId: ctx.tenantId,
        userId,
        ...text,
        createdAt: now(),
      })),
      skipDuplicates: true,
    });
    await publishLive(db, ctx.tenantId, { topic: "notifications.changed" });
  });
}

function wordsFor(request: RequestDto): { title: string; body: string } {
  const scope = request.scopeDetails;
  const said = request.message || scope?.goals || scope?.details || scope?.services.join(", ") || "";
  const line = said.replace(/\s+/g, " ");
  const letters = [...line]; // by code points, so that no emoji is cut in half
  return {
    title: `${request.kind === "contact" ? "New request" : "New project request"} from ${request.name}`,
    body: letters.length > BODY_CHARS_MAX ? `${letters.slice(0, BODY_CHARS_MAX - 1).join("")}…` : line,
  };
}
