import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "@/lib/env";
import type { ProviderId } from "../schemas";

const TIMEOUT_MS = 10_000;

export const PROVIDER_NAMES: Record<ProviderId, string> = { google: "Google", linkedin: "LinkedIn" };
export const PROVIDER_IDS: readonly ProviderId[] = ["google", "linkedin"];

const toLower = (text: string): string => text.toLowerCase();

/** What a sign-in service says of a person. */
export const ProviderProfile = z.object({
  /** The service's own id of the person; never changes. */
  subject: z.string().min(1).max(255),
  // Checked before its letters become small: the Kelvin sign would become a k, and its mailbox somebody else's.
  email: z.string().trim().max(254).pipe(z.email()).transform(toLower).nullable().catch(null),
  emailVerified: z.boolean(),
  firstName: z.string().max(80).catch(""),
  lastName: z.string().max(80).catch(""),
});
export type ProviderProfile = z.infer<typeof ProviderProfile>;

const Claims = z.looseObject({
  sub: z.string(),
  email: z.string().optional(),
  // LinkedIn has been seen to send the text "true".
  email_verified: z.union([z.boolean(), z.literal("true"), z.literal("false")]).optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
});

/** Claims of an ID token or of userinfo. @throws ZodError when they name nobody */
export function profileOf(claims: unknown): ProviderProfile {
  const { sub, email, email_verified, given_name, family_name } = Claims.parse(claims);
  return ProviderProfile.parse({
    subject: sub,
    email: email ?? null,
    emailVerified: email_verified === true || email_verified === "true",
    firstName: given_name?.trim() ?? "",
    lastName: family_name?.trim() ?? "",
  });
}

/** A service's address: its own, or the base that stands in for scheme and host. */
const at = (base: string | undefined, real: string): string =>
  base ? `${base.replace(/\/$/, "")}${new URL(real).pathname}` : real;

/** The application's id and secret at a service; null while either is missing, and the service is off. */
function clientOf(id: ProviderId): { clientId: string; clientSecret: string } | null {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET } = env();
  const [clientId, clientSecret] = {
    google: [GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET],
    linkedin: [LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET],
  }[id];
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}

const baseOf = (id: ProviderId): string | undefined =>
  ({ google: env().GOOGLE_OAUTH_BASE_URL, linkedin: env().LINKEDIN_OAUTH_BASE_URL })[id];

/** A service that people can sign in with here. */
export interface SignInProvider {
  id: ProviderId;
  name: string;
  /** A stand-in of the local demo answers instead of the real service. */
  sandbox: boolean;
}

/** The services whose keys are set, for the buttons. */
export const signInProviders = (): SignInProvider[] =>
  PROVIDER_IDS.filter((id) => clientOf(id)).map((id) => ({
    id,
    name: PROVIDER_NAMES[id],
    sandbox: env().SANDBOX && baseOf(id) !== undefined,
  }));

/** What next-auth hands around as the person; resolving replaces the id by ours. */
interface OAuthPerson {
  id: string;
  sessionId: string;
}

const shared = (id: ProviderId) => ({
  id,
  name: PROVIDER_NAMES[id],
  type: "oauth" as const,
  idToken: true,
  httpOptions: { timeout: TIMEOUT_MS },
  client: { token_endpoint_auth_method: "client_secret_post" as const },
  profile: (claims: unknown): OAuthPerson => ({ id: profileOf(claims).subject, sessionId: "" }),
});

/** Google: OpenID Connect with state, nonce and PKCE; what it says of the person comes in the signed ID token. */
function google(client: { clientId: string; clientSecret: string }): OAuthConfig<unknown> {
  const base = baseOf("google");
  return {
    ...shared("google"),
    ...client,
    issuer: "https://accounts.google.com",
    authorization: {
      url: at(base, "https://accounts.google.com/o/oauth2/v2/auth"),
      params: { scope: "openid email profile", prompt: "select_account" },
    },
    token: at(base, "https://oauth2.googleapis.com/token"),
    userinfo: at(base, "https://openidconnect.googleapis.com/v1/userinfo"),
    jwks_endpoint: at(base, "https://www.googleapis.com/oauth2/v3/certs"),
    checks: ["state", "nonce", "pkce"],
  };
}

/**
 * LinkedIn: its ID tokens carry no nonce and its confidential clients no PKCE, so the state alone binds the answer to
 * the browser. The person comes from userinfo, which openid-client holds against the ID token's subject.
 */
function linkedin(client: { clientId: string; clientSecret: string }): OAuthConfig<unknown> {
  const base = baseOf("linkedin");
  return {
    ...shared("linkedin"),
    ...client,
    issuer: "https://www.linkedin.com/oauth",
    authorization: {
      url: at(base, "https://www.linkedin.com/oauth/v2/authorization"),
      params: { scope: "openid profile email" },
    },
    token: at(base, "https://www.linkedin.com/oauth/v2/accessToken"),
    userinfo: {
      url: at(env().LINKEDIN_API_BASE_URL, "https://api.linkedin.com/v2/userinfo"),
      request: ({ client: openid, tokens }) => openid.userinfo(tokens.access_token ?? ""),
    },
    jwks_endpoint: at(base, "https://www.linkedin.com/oauth/openid/jwks"),
    checks: ["state"],
  };
}

/** next-auth's settings of the services whose keys are set. */
export function oauthProviders(): OAuthConfig<unknown>[] {
  const [toGoogle, toLinkedin] = [clientOf("google"), clientOf("linkedin")];
  return [...(toGoogle ? [google(toGoogle)] : []), ...(toLinkedin ? [linkedin(toLinkedin)] : [])];
}
