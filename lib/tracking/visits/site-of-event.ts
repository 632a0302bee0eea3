import { type Ctx, withTenant } from "@/lib/tenancy";

/**
 * The workspace's site that stored an event: which of its websites a page belongs to that names its last event.
 * @param eventId uuidv7 as the tracker made it; whoever sent it may have made it up
 * @returns null when no site of this workspace has it, whatever other workspaces have
 */
export function siteOfEvent(ctx: Ctx, eventId: string): Promise<string | null> {
  return withTenant(ctx, async (db) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT s.id FROM sites s JOIN events e ON e.site_no = s.no AND e.id = ${eventId}::uuid
      WHERE s.tenant_id = ${ctx.tenantId}::uuid AND s.deleted_at IS NULL LIMIT 1`;
    return rows[0]?.id ?? null;
  });
}
