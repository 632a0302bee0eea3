import { systemDb } from "@/lib/db";
import { invalid, notFound, secondFactorRequired, unauthenticated } from "@/lib/errors";
import { hasSecondFactor, takeSecondFactor, WRONG_CODE } from "../second-factor/check-code";
import { openSession, readLiveSession } from "../sessions";
import { verifyCredentials } from "../sign-in";
import { issueTokens } from "./issue";
import { newestKey } from "./keys";
import { type TokenDto, TokenLoginInput } from "./schemas";

/** Where a log-in comes from. */
export interface LogInFrom {
  requestId: string;
  /** The caller's network address; never stored. */
  address: string;
  userAgent: string;
}

/**
 * Logs a person in for the API: password, second factor where the account has one, a workspace of theirs.
 * @returns tokens for that workspace, and the list of all of theirs
 * @throws AppError unauthenticated | second_factor_required | validation_failed (wrong code) | rate_limited |
 *   not_found (no such workspace of theirs) | unavailable (no JWT_KEYS), ZodError
 */
export async function logIn(input: TokenLoginInput, from: LogInFrom): Promise<TokenDto> {
  newestKey();
  const { email, password, code, tenantId } = TokenLoginInput.parse(input);
  const userId = await verifyCredentials({ email, password }, from.address);
  await requireSecondFactor(userId, code, from);
  await requireWorkspace(userId, tenantId);
  const { sessionId } = await openSession({
    userId,
    method: "password",
    kind: "api",
    userAgent: from.userAgent,
    address: from.address,
    secondFactorPassed: true,
  });
  const session = await readLiveSession(sessionId);
  if (!session) throw unauthenticated(); // closed or deactivated a moment ago
  return systemDb().$transaction((tx) => issueTokens(tx, session, tenantId));
}

/** Before a session is opened: one that leads nowhere would stay behind in the person's list. */
async function requireWorkspace(userId: string, tenantId: string | undefined): Promise<void> {
  const membership = await systemDb().membership.findFirst({
    where: { userId, isActive: true, ...(tenantId === undefined ? {} : { tenantId }) },
    select: { id: true },
  });
  if (!membership) throw notFound("workspace");
}

async function requireSecondFactor(userId: string, code: string | undefined, from: LogInFrom): Promise<void> {
  if (!(await hasSecondFactor(userId))) return;
  if (!code) throw secondFactorRequired();
  const actor = { userId, sessionId: "", requestId: from.requestId };
  if (!(await takeSecondFactor(actor, code, from.address)))
    throw invalid([{ name: "code", reason: WRONG_CODE }]);
}
