import { Prisma, type TenantDb } from "@/lib/db";
import { likeText } from "@/lib/paging";
import type { Ctx } from "@/lib/tenancy";
import { AuditFilters } from "../schemas";

/** A row of the audit log. */
export interface AuditRow {
  id: string;
  createdAt: Date;
  actorType: string;
  actorId: string | null;
  action: string;
  entityType: string;
  entityId: string;
  before: unknown;
  after: unknown;
  requestId: string;
}

/**
 * Lines of the audit log, newest first.
 * @param behindId the last line of the page before
 */
export function readLines(
  db: TenantDb,
  ctx: Ctx,
  filters: AuditFilters,
  page: { behindId?: string | undefined; limit: number },
): Promise<AuditRow[]> {
  const where = Prisma.join(conditionsOf(ctx, AuditFilters.parse(filters), page.behindId), " AND ");
  return db.$queryRaw<AuditRow[]>`
    SELECT id, created_at AS "createdAt", actor_type AS "actorType", actor_id AS "actorId", action,
      entity_type AS "entityType", entity_id AS "entityId", before, after, request_id AS "requestId"
    FROM audit_logs WHERE ${where} ORDER BY id DESC LIMIT ${page.limit}`;
}

function conditionsOf(ctx: Ctx, filters: AuditFilters, behindId: string | undefined): Prisma.Sql[] {
  const { action, actorId, entityType, entityId, from, to, q } = filters;
  const conditions = [Prisma.sql`tenant_id = ${ctx.tenantId}::uuid`];
  if (behindId) conditions.push(Prisma.sql`id < ${behindId}::uuid`);
  if (action) conditions.push(Prisma.sql`(action = ${action} OR action LIKE ${`${likeText(action)}.%`})`);
  if (actorId) conditions.push(Prisma.sql`actor_id = ${actorId}`);
  if (entityType) conditions.push(Prisma.sql`entity_type = ${entityType}`);
  if (entityId) conditions.push(Prisma.sql`entity_id = ${entityId}`);
  if (from) conditions.push(Prisma.sql`created_at >= ${new Date(from)}`);
  if (to) conditions.push(Prisma.sql`created_at < ${new Date(to)}`);
  if (q)
    conditions.push(
      Prisma.sql`concat_ws(' ', action, entity_type, entity_id, before::text, after::text) ILIKE ${`%${likeText(q)}%`}`,
    );
  return conditions;
}
