import { now } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { notifyMembers } from "@/lib/notifications";
import { type Ctx, systemCtx, withTenant } from "@/lib/tenancy";
import { checkNow } from "../domains/check-domain";
import { type DomainRow, domainSelect, followFirstVerified, recordDomain } from "../domains/internal";

const DAY_MS = 86_400_000;
const MISSING_DAYS_MAX = 7;
const BATCH = 100;
const JOB = "workspace.check-domains";

/**
 * Looks at verified domains once a day. A proof that has gone is told to owners and admins; a week later the domain counts as
 * unverified. A name server that does not answer says nothing.
 * @returns how many were looked at
 */
export async function checkDueDomains(): Promise<number> {
  const before = new Date(now().getTime() - DAY_MS);
  const due = await systemDb().workspaceDomain.findMany({
    where: { verifiedAt: { not: null }, OR: [{ lastCheckedAt: null }, { lastCheckedAt: { lt: before } }] },
    orderBy: { lastCheckedAt: { sort: "asc", nulls: "first" } },
    take: BATCH,
    select: { ...domainSelect, tenantId: true },
  });
  for (const { tenantId, ...row } of due) {
    await checkOne(systemCtx(tenantId, JOB), row).catch((error: unknown) => {
      // Removed meanwhile, or another fault of this one alone: the others still get their turn.
      if (!(error instanceof AppError))
        logger().error({ err: error, tenantId, domain: row.domain }, "domain check failed");
    });
  }
  return due.length;
}

async function checkOne(ctx: Ctx, known: DomainRow): Promise<void> {
  const row = await checkNow(ctx, known);
  if (!row.missingSince) return;
  if (!known.missingSince) return tellAdmins(ctx, row, "cannot be verified any more", row.lastFault ?? "");
  if (now().getTime() - row.missingSince.getTime() < MISSING_DAYS_MAX * DAY_MS) return;
  await withTenant(ctx, async (db) => {
    const { count } = await db.workspaceDomain.updateMany({
      where: { tenantId: ctx.tenantId, id: row.id, missingSince: { not: null } },
      data: { verifiedAt: null, method: null, missingSince: null },
    });
    if (count === 0) return;
    await followFirstVerified(db, ctx);
    await recordDomain(db, ctx, "domain.unverify", row, { missingSince: row.missingSince });
    await tellAdmins({ ...ctx, db }, row, "is no longer verified", "Its proof was missing for a week.");
  });
}

/** Tells everyone who can mend it; the key makes a second run harmless. */
const tellAdmins = (ctx: Ctx, row: DomainRow, title: string, body: string): Promise<void> =>
  notifyMembers(ctx, "domains.write", {
    kind: "domain",
    title: `${row.domain} ${title}`,
    body,
    href: "/settings/workspace",
    dedupeKey: `domain:${row.id}:${title}:${row.missingSince?.getTime() ?? 0}`,
  });
