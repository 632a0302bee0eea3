import type { Prisma, TenantDb } from "@/lib/db";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import { ChannelRules } from "../enrich/schemas";
import { ConsentMode, type SiteDto } from "./schemas";

export const siteSelect = {
  id: true,
  companyId: true,
  name: true,
  domain: true,
  timeZone: true,
  allowedHosts: true,
  siteKey: true,
  consentMode: true,
  excludedPaths: true,
  excludedAddresses: true,
  retentionDays: true,
  channelRules: true,
  replayEnabled: true,
  replaySamplePct: true,
  replayRetentionDays: true,
  replayBlockSelector: true,
  replayUnmaskSelector: true,
  createdAt: true,
  firstEventAt: true,
  lastEventAt: true,
} satisfies Prisma.SiteSelect;

export type SiteRow = Prisma.SiteGetPayload<{ select: typeof siteSelect }>;

export function toSiteDto(row: SiteRow): SiteDto {
  return {
    ...row,
    snippet: snippetOf(row.siteKey),
    consentMode: ConsentMode.parse(row.consentMode),
    channelRules: ChannelRules.parse(row.channelRules),
    createdAt: row.createdAt.toISOString(),
    firstEventAt: row.firstEventAt?.toISOString() ?? null,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
  };
}

/** The one line that a website's owner pastes into its pages. */
export function snippetOf(siteKey: string): string {
  const base = env().COLLECTOR_URL.replace(/\/+$/, "");
  return `<script defer src="${base}/t.js" data-site="${siteKey}"></script>`;
}

/** A site of the workspace that has not been deleted. @throws AppError not_found */
export async function getSiteOrThrow(db: TenantDb, ctx: Ctx, siteId: string): Promise<SiteRow> {
  const row = await db.site.findFirst({
    where: { tenantId: ctx.tenantId, id: siteId, deletedAt: null },
    select: siteSelect,
  });
  if (!row) throw notFound("site");
  return row;
}

/** What verbs about a site's numbers need of it. @throws AppError not_found */
export async function getSiteFacts(
  db: TenantDb,
  ctx: Ctx,
  siteId: string,
): Promise<{ id: string; no: number; name: string; domain: string; timeZone: string }> {
  const row = await db.site.findFirst({
    where: { tenantId: ctx.tenantId, id: siteId, deletedAt: null },
    select: { id: true, no: true, name: true, domain: true, timeZone: true },
  });
  if (!row) throw notFound("site");
  return row;
}
