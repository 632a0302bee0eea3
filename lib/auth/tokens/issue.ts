import { now } from "@/lib/clock";
import { type SystemDb } from "@/lib/db";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { hashKey, newId, newKey } from "@/lib/ids";
import { chooseMembership, type LiveSession } from "../sessions";
import { ACCESS_TOKEN_S, signAccessToken } from "./access-token";
import { newestKey } from "./keys";
import type { TokenDto } from "./schemas";

const REFRESH_BYTES = 32;
const DAY_MS = 24 * 3_600_000;

/**
 * A new pair of tokens for a session, in the named workspace or its default one. The refresh token's row is written in
 * the caller's transaction; the pair counts once that commits.
 * @throws AppError not_found for a workspace the person does not belong to; unavailable without JWT_KEYS
 */
export async function issueTokens(
  tx: SystemDb,
  session: LiveSession,
  tenantId: string | undefined,
): Promise<TokenDto> {
  newestKey();
  const membership = chooseMembership(session, tenantId);
  if (!membership) throw notFound("workspace");
  const refreshToken = newKey(REFRESH_BYTES);
  const at = now();
  const expiresAt = new Date(at.getTime() + env().SESSION_MAX_AGE_DAYS * DAY_MS);
  await tx.refreshToken.create({
    data: {
      id: newId(),
      sessionId: session.sessionId,
      tokenHash: hashKey(refreshToken),
      createdAt: at,
      expiresAt,
    },
  });
  // The session lives as long as its newest refresh token; its default is where a refresh goes on.
  await tx.session.update({
    where: { id: session.sessionId },
    data: { defaultTenantId: membership.tenantId, expiresAt, lastSeenAt: at },
  });
  const { tenantId: tid } = membership;
  return {
    tokenType: "Bearer",
    accessToken: await signAccessToken({
      userId: session.user.id,
      sessionId: session.sessionId,
      tenantId: tid,
    }),
    expiresInS: ACCESS_TOKEN_S,
    refreshToken,
    refreshExpiresAt: expiresAt.toISOString(),
    tenantId: tid,
    tenants: session.memberships.map((m) => ({ id: m.tenantId, name: m.tenantName, role: m.role })),
  };
}
