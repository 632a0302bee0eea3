import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { peerAddress } from "@/lib/client-address";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { isSecure, sessionCookieName } from "./cookie";
import { openSession, revokeSession } from "./sessions";
import { signInFault, verifyCredentials } from "./sign-in";

const headerOf = (headers: Record<string, unknown> | undefined, name: string): string => {
  const value = headers?.[name];
  return typeof value === "string" ? value : "";
};

const credentials = () =>
  CredentialsProvider({
    name: "E-mail and password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(input, request) {
      const headers: Record<string, unknown> | undefined = request.headers;
      try {
        const address = peerAddress((name) => headerOf(headers, name));
        const userId = await verifyCredentials(
          { email: input?.email ?? "", password: input?.password ?? "" },
          address,
        );
        const { sessionId } = await openSession({
          userId,
          method: "password",
          kind: "web",
          userAgent: headerOf(headers, "user-agent"),
          address,
        });
        return { id: userId, sessionId };
      } catch (error) {
        const fault = signInFault(error);
        if (fault === "unavailable") logger().error({ err: error }, "sign-in failed");
        throw new Error(fault, { cause: error });
      }
    },
  });

/**
 * next-auth: the cookie is an encrypted token that carries nothing but the id of a row in sessions.
 * Every request reads that row (sessions.ts), so the token's own age never matters.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: env().SESSION_MAX_AGE_DAYS * 24 * 3_600 },
  pages: { signIn: "/auth/login", error: "/auth/login" },
  useSecureCookies: isSecure(),
  cookies: {
    sessionToken: {
      name: sessionCookieName(),
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
    },
  },
  providers: [credentials()],
  logger: {
    error: (code) => logger().info({ code }, "next-auth"),
    warn: () => undefined,
    debug: () => undefined,
  },
  callbacks: {
    jwt: ({ token, user }) => (user ? { sessionId: user.sessionId, sub: user.id } : token),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    signOut: async ({ token }) => {
      if (typeof token?.sessionId === "string") await revokeSession(token.sessionId);
    },
  },
});
