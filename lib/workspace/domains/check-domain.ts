import { now } from "@/lib/clock";
import { Prisma, type TenantDb } from "@/lib/db";
import { conflict, rateLimited } from "@/lib/errors";
import { consume } from "@/lib/rate-limit";
import { type Ctx, lockMembers, requirePermission, withTenant } from "@/lib/tenancy";
import { listSites } from "@/lib/tracking";
import type { DomainDto } from "../schemas";
import { findProof, type Proof } from "./find-proof";
import {
  type DomainRow,
  domainSelect,
  followFirstVerified,
  getDomainOrThrow,
  recordDomain,
  toDomainDto,
} from "./internal";

const SITES_READ_MAX = 100;

/**
 * Looks for a domain's proof now and stores what was found. A verified domain whose proof is gone is "missing" and stays
 * verified for a week (see sweeps/check-domains).
 * @throws AppError forbidden | not_found | conflict (verified by another workspace) | rate_limited
 */
export async function checkDomain(ctx: Ctx, domainId: string): Promise<DomainDto> {
  requirePermission(ctx, "domains.write");
  const known = await withTenant(ctx, (db) => getDomainOrThrow(db, ctx, domainId));
  const state = await consume("domain-check", ctx.tenantId);
  if (!state.allowed) throw rateLimited(state.resetS);
  return toDomainDto(await checkNow(ctx, known));
}

/** The look-up and its result, for the page's button and the daily check alike. */
export async function checkNow(ctx: Ctx, known: DomainRow): Promise<DomainRow> {
  const sites = await listSites(ctx, { limit: SITES_READ_MAX });
  const proof = await findProof(known.domain, known.token, sites.items);
  try {
    return await withTenant(ctx, (db) => storeProof(db, ctx, known.id, proof));
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw conflict(
        `${known.domain} is verified by another workspace. It has to be removed there, or its proof there has to go, first.`,
      );
    throw error;
  }
}

async function storeProof(db: TenantDb, ctx: Ctx, id: string, proof: Proof): Promise<DomainRow> {
  await lockMembers(db, ctx.tenantId);
  const before = await getDomainOrThrow(db, ctx, id);
  const row = await db.workspaceDomain.update({
    where: { tenantId_id: { tenantId: ctx.tenantId, id } },
    data: { lastCheckedAt: now(), ...changeOf(before, proof) },
    select: domainSelect,
  });
  if (before.verifiedAt || !row.verifiedAt) return row;
  await followFirstVerified(db, ctx);
  await recordDomain(db, ctx, "domain.verify", row, { method: row.method });
  return row;
}

function changeOf(before: DomainRow, proof: Proof): Prisma.WorkspaceDomainUpdateInput {
  switch (proof.outcome) {
    case "found":
      return {
        verifiedAt: before.verifiedAt ?? now(),
        method: proof.method,
        lastFault: null,
        missingSince: null,
      };
    case "missing":
      return {
        lastFault: proof.fault,
        ...(before.verifiedAt ? { missingSince: before.missingSince ?? now() } : {}),
      };
    case "away":
      return { lastFault: proof.fault };
  }
}
