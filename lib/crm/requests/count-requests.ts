import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";

/** Days `YYYY-MM-DD` of a time zone (IANA name), both included. */
export interface CountedDays {
  from: string;
  to: string;
  timeZone: string;
}

/**
 * Requests of both kinds by the day they arrived, without spam.
 * @returns day -> count; days without a request are left out
 */
export async function countRequestsByDay(
  ctx: Ctx,
  { from, to, timeZone }: CountedDays,
): Promise<ReadonlyMap<string, number>> {
  requirePermission(ctx, "requests.read");
  const rows = await withTenant(
    ctx,
    (db) => db.$queryRaw<{ day: string; requests: number }[]>`
      WITH bounds AS (
        SELECT ${from}::date::timestamp AT TIME ZONE ${timeZone} AS starts, (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS ends),
      arrived AS (
        SELECT created_at FROM contact_submissions, bounds
        WHERE tenant_id = ${ctx.tenantId}::uuid AND status <> 'spam' AND created_at >= starts AND created_at < ends
        UNION ALL
        SELECT created_at FROM project_scope_requests, bounds
        WHERE tenant_id = ${ctx.tenantId}::uuid AND status <> 'spam' AND created_at >= starts AND created_at < ends)
      SELECT to_char(created_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*)::int AS requests FROM arrived GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.day, row.requests]));
}
