import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { now } from "@/lib/clock";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { newestKey, signingKeys } from "./keys";

export const ACCESS_TOKEN_S = 15 * 60;
export const TOKEN_AUDIENCE = "brand-automator-api";
const CLOCK_LEEWAY_S = 5;

export interface AccessClaims {
  userId: string;
  sessionId: string;
  /** The one workspace this token works in. */
  tenantId: string;
}

const Claims = z.object({ sub: z.uuid(), sid: z.uuid(), tid: z.uuid() });

/** Signs an access token: ES256, 15 minutes, one session in one workspace. */
export function signAccessToken(claims: AccessClaims): Promise<string> {
  const { kid, privateKey } = newestKey();
  const issuedAtS = Math.floor(now().getTime() / 1000);
  return new SignJWT({ sid: claims.sessionId, tid: claims.tenantId })
    .setProtectedHeader({ alg: "ES256", kid, typ: "at+jwt" })
    .setIssuer(env().APP_URL)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject(claims.userId)
    .setJti(newId())
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + ACCESS_TOKEN_S)
    .sign(privateKey);
}

/**
 * The claims of a token that we signed and that has not run out; null for every other text. Algorithm and type are
 * pinned (RFC 8725, section 3.1), and the key is ours by its id: nothing in the token chooses how it is checked.
 */
export async function verifyAccessToken(text: string): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(
      text,
      ({ kid }) => {
        const key = signingKeys().find((entry) => entry.kid === kid);
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key.publicKey;
      },
      {
        algorithms: ["ES256"],
        typ: "at+jwt",
        issuer: env().APP_URL,
        audience: TOKEN_AUDIENCE,
        currentDate: now(),
        clockTolerance: CLOCK_LEEWAY_S,
        requiredClaims: ["exp", "iat"],
      },
    );
    const claims = Claims.parse(payload);
    return { userId: claims.sub, sessionId: claims.sid, tenantId: claims.tid };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof TypeError)
      return null;
    throw error;
  }
}
