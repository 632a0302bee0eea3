import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { systemDb } from "@/lib/db";
import { env } from "@/lib/env";
import { AppError, conflict } from "@/lib/errors";
import { requireRecentProof } from "../account/recent-proof";
import { isSecure, readCookie } from "../cookie";
import type { PersonCtx } from "../credentials";
import { ProofInput, ProviderId } from "../schemas";
import { readLiveSession } from "../sessions";
import { PROVIDER_NAMES, signInProviders } from "./providers";

const VALID_S = 10 * 60;
const SALT = "ba.link";
const Intent = z.object({ sessionId: z.uuid(), userId: z.uuid(), provider: ProviderId });

/** That a person, in this browser and session, wants to connect a service to the account they are signed in to. */
export type LinkIntent = z.infer<typeof Intent>;

const cookieName = (): string => (isSecure() ? "__Host-ba.link" : "ba.link");
const attributes = (maxAgeS: number): string =>
  `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${isSecure() ? "; Secure" : ""}`;

/** The Set-Cookie header that forgets an intent. */
export const forgetIntent = (): string => `${cookieName()}=; ${attributes(0)}`;

/**
 * Begins to connect a service. The intent travels in an encrypted cookie of ten minutes that is bound to the session.
 * @returns a Set-Cookie header
 * It needs a recent proof: a service that a stranger connects is a door that stays open.
 * @throws AppError not_found for a service that is off; conflict before the address is confirmed; those of requireRecentProof
 */
export async function startLink(person: PersonCtx, provider: ProviderId, input: ProofInput): Promise<string> {
  if (!signInProviders().some((one) => one.id === provider))
    throw new AppError(
      "not_found",
      `Signing in with ${PROVIDER_NAMES[provider]} is not set up on this server.`,
    );
  const user = await systemDb().user.findUniqueOrThrow({
    where: { id: person.userId },
    select: { emailVerifiedAt: true },
  });
  // Else somebody could sign up with a stranger's address and leave a door of their own in that account.
  if (!user.emailVerifiedAt)
    throw conflict("Confirm your e-mail address first, then connect other ways to sign in.");
  await requireRecentProof(person, ProofInput.parse(input).currentPassword);
  const { sessionId, userId } = person;
  const token = await encode({
    token: { sessionId, userId, provider },
    secret: env().NEXTAUTH_SECRET,
    maxAge: VALID_S,
    salt: SALT,
  });
  return `${cookieName()}=${encodeURIComponent(token)}; ${attributes(VALID_S)}`;
}

/**
 * The intent of a request, if it is for this provider and made in this very session. The session must still live: else
 * whoever was thrown out could come back with a door of their own.
 */
export async function readIntent(
  cookieHeader: string | null,
  provider: string,
  sessionId: string | null,
): Promise<LinkIntent | null> {
  const value = readCookie(cookieHeader, cookieName());
  if (!value || !sessionId) return null;
  const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET, salt: SALT }).catch(() => null);
  const intent = Intent.safeParse(token);
  if (!intent.success || intent.data.provider !== provider || intent.data.sessionId !== sessionId)
    return null;
  return (await readLiveSession(sessionId)) ? intent.data : null;
}
