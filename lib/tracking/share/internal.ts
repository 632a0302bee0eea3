import { nowMs } from "@/lib/clock";
import type { Prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { open, SecretsError } from "@/lib/secrets";
import type { ShareLinkDto } from "./schemas";

/** Where sealed tokens belong; the same in lib/secrets/columns.ts. */
export const TOKEN_PURPOSE = "share_links.token_sealed";

export const shareLinkSelect = {
  id: true,
  siteId: true,
  name: true,
  tokenSealed: true,
  passwordHash: true,
  expiresAt: true,
  revokedAt: true,
  createdAt: true,
  lastViewedAt: true,
  viewCount: true,
} satisfies Prisma.ShareLinkSelect;

export type ShareLinkRow = Prisma.ShareLinkGetPayload<{ select: typeof shareLinkSelect }>;

export const stateOf = (row: { revokedAt: Date | null; expiresAt: Date | null }): ShareLinkDto["state"] =>
  row.revokedAt ? "revoked" : row.expiresAt && row.expiresAt.getTime() <= nowMs() ? "expired" : "active";

/** The address of a link. */
export const shareUrl = (token: string): string => new URL(`/share/${token}`, env().APP_URL).href;

export function toShareLinkDto(row: ShareLinkRow): ShareLinkDto {
  return {
    id: row.id,
    siteId: row.siteId,
    name: row.name,
    url: addressOf(row),
    hasPassword: row.passwordHash !== null,
    state: stateOf(row),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastViewedAt: row.lastViewedAt?.toISOString() ?? null,
    viewCount: row.viewCount,
  };
}

function addressOf(row: ShareLinkRow): string | null {
  try {
    return shareUrl(open(row.tokenSealed, TOKEN_PURPOSE));
  } catch (error) {
    if (error instanceof SecretsError) return null;
    throw error;
  }
}
