import { now } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { unauthenticated } from "@/lib/errors";
import { hashKey } from "@/lib/ids";
import { readLiveSession, revokeSession } from "../sessions";
import { issueTokens } from "./issue";
import { RefreshInput, type TokenDto } from "./schemas";

const refused = () =>
  unauthenticated(
    "This refresh token is not valid: it has run out, was used before, or was revoked. Log in again.",
  );

/**
 * A new pair for a refresh token, which works once. Presenting it a second time means that two hold it and nobody can
 * tell who is who, so the whole family ends (RFC 9700, section 4.14.2).
 * @throws AppError unauthenticated | not_found (a workspace that is not the person's), ZodError
 */
export async function refreshTokens(input: RefreshInput): Promise<TokenDto> {
  const { refreshToken, tenantId } = RefreshInput.parse(input);
  const row = await systemDb().refreshToken.findUnique({
    where: { tokenHash: hashKey(refreshToken) },
    select: { id: true, sessionId: true, expiresAt: true },
  });
  if (!row || row.expiresAt <= now()) throw refused();
  const session = await readLiveSession(row.sessionId);
  if (session?.kind !== "api") throw refused();
  const pair = await systemDb().$transaction(async (tx) => {
    // One statement decides between two who come with the same token.
    const { count } = await tx.refreshToken.updateMany({
      where: { id: row.id, usedAt: null },
      data: { usedAt: now() },
    });
    return count === 0 ? null : issueTokens(tx, session, tenantId);
  });
  if (pair) return pair;
  await revokeSession(row.sessionId, "session.refuse_reuse");
  throw refused();
}
