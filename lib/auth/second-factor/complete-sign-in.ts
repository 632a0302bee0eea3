import { invalid, unauthenticated } from "@/lib/errors";
import { consume } from "@/lib/rate-limit";
import { CodeInput } from "../schemas";
import { openSession, readPendingSession, revokeSession } from "../sessions";
import { takeSecondFactor, WRONG_CODE } from "./check-code";

const TRIES_OVER = "Too many wrong codes. Sign in again.";

export interface SecondStep {
  requestId: string;
  /** The caller's network address; never stored. */
  address: string;
  userAgent: string;
}

/**
 * The second step of a browser's sign-in. The pending session ends with it and a new one with an id of its own takes its
 * place, so that an id that was known before the second factor opens nothing after it. Five wrong codes end it too.
 * @param sessionId of the pending session, out of the cookie; null without one
 * @returns the new session's id, for the cookie
 * @throws AppError validation_failed (wrong code) | unauthenticated (begin again) | rate_limited, ZodError
 */
export async function completeSignIn(
  sessionId: string | null,
  input: CodeInput,
  step: SecondStep,
): Promise<string> {
  const { code } = CodeInput.parse(input);
  const pending = sessionId ? await readPendingSession(sessionId) : null;
  if (!pending) throw unauthenticated("The sign-in has run out. Begin again with your e-mail address.");
  const tried = await consume("second-factor-session", pending.sessionId);
  const { userId, method } = pending;
  const actor = { userId, sessionId: pending.sessionId, requestId: step.requestId };
  if (!tried.allowed || !(await takeSecondFactor(actor, code, step.address))) {
    if (tried.remaining > 0) throw invalid([{ name: "code", reason: WRONG_CODE }]);
    await revokeSession(pending.sessionId);
    throw unauthenticated(TRIES_OVER);
  }
  const opened = await openSession({
    userId,
    method,
    kind: "web",
    userAgent: step.userAgent,
    address: step.address,
    secondFactorPassed: true,
    replaces: pending.sessionId,
  });
  return opened.sessionId;
}
