import type { Account, NextAuthOptions, Profile, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { isSecure, sessionCookieName } from "./cookie";
import { oauthProviders, profileOf } from "./oauth/providers";
import { resolveLink, resolveSignIn } from "./oauth/resolve";
import { faultPath, linkedPath, ownPath, type Visit } from "./oauth/visit";
import { ProviderId } from "./schemas";
import { openSession, revokeSession, type SignInMethod } from "./sessions";
import { signInFault, verifyCredentials } from "./sign-in";

const CHECK_MAX_AGE_S = 10 * 60;

async function open(visit: Visit, userId: string, method: SignInMethod): Promise<string> {
  const { userAgent, address, sessionId: replaces } = visit;
  visit.opened = await openSession({ userId, method, kind: "web", userAgent, address, replaces });
  return visit.opened.sessionId;
}

const credentials = (visit: Visit) =>
  CredentialsProvider({
    name: "E-mail and password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(input) {
      try {
        const given = { email: input?.email ?? "", password: input?.password ?? "" };
        const userId = await verifyCredentials(given, visit.address);
        return { id: userId, sessionId: await open(visit, userId, "password") };
      } catch (error) {
        const fault = signInFault(error);
        if (fault === "unavailable") logger().error({ err: error }, "sign-in failed");
        throw new Error(fault, { cause: error });
      }
    },
  });

/**
 * Decides on somebody whom a service has sent back: true signs them in, a path sends them there without.
 * next-auth hands the same person on to its jwt callback, which puts the session's id into the cookie.
 */
async function admit(
  visit: Visit,
  user: User,
  provider: ProviderId,
  claims: unknown,
): Promise<true | string> {
  try {
    const arrival = {
      provider,
      profile: profileOf(claims),
      requestId: visit.requestId,
      address: visit.address,
    };
    const found = visit.intent ? await resolveLink(visit.intent, arrival) : await resolveSignIn(arrival);
    if ("fault" in found) return faultPath(visit, found.fault);
    if (visit.intent) return linkedPath(visit);
    user.id = found.userId;
    user.sessionId = await open(visit, found.userId, provider);
    return true;
  } catch (error) {
    logger().error({ err: error, requestId: visit.requestId, provider }, "sign-in with a service failed");
    return faultPath(visit, "failed");
  }
}

interface SignInCall {
  user: User;
  account: Account | null;
  profile?: Profile;
}

const checkCookie = (name: string) => ({
  name: `${isSecure() ? "__Secure-" : ""}ba.${name}`,
  options: {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: isSecure(),
    maxAge: CHECK_MAX_AGE_S,
  },
});

/**
 * next-auth for one request: the cookie is an encrypted token that carries nothing but the id of a row in sessions.
 * Every request reads that row (sessions.ts), so the token's own age never matters.
 */
export const authOptions = (visit: Visit): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: env().SESSION_MAX_AGE_DAYS * 24 * 3_600 },
  pages: { signIn: "/auth/login", error: "/auth/login" },
  useSecureCookies: isSecure(),
  cookies: {
    sessionToken: {
      name: sessionCookieName(),
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
    },
    state: checkCookie("state"),
    nonce: checkCookie("nonce"),
    pkceCodeVerifier: checkCookie("pkce"),
  },
  providers: [credentials(visit), ...oauthProviders()],
  logger: {
    // The details may hold addresses and codes; the name of the fault is enough.
    error: (code) => logger().info({ code, requestId: visit.requestId }, "next-auth"),
    warn: () => undefined,
    debug: () => undefined,
  },
  callbacks: {
    async signIn({ user, account, profile }: SignInCall) {
      const provider = ProviderId.safeParse(account?.provider);
      return provider.success
        ? admit(visit, user, provider.data, profile)
        : account?.provider === "credentials";
    },
    redirect: ({ url, baseUrl }) => `${baseUrl}${ownPath(url)}`,
    jwt: ({ token, user }) => (user ? { sessionId: user.sessionId, sub: user.id } : token),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sessionId === "string") await revokeSession(token.sessionId);
    },
  },
});
