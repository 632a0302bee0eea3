import { createHash, randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { Consent, OwnSandbox } from "../../fixtures/sandbox";

/** One provider as an application sees it. */
export type ProviderUnderTest = {
  id: "google" | "linkedin";
  authorizePath: string;
  tokenPath: string;
  jwksPath: string;
  issuer: string;
  callback: string;
  clientId: string;
  clientSecret: string;
};

export const GOOGLE: ProviderUnderTest = {
  id: "google",
  authorizePath: "/google/o/oauth2/v2/auth",
  tokenPath: "/google/token",
  jwksPath: "/google/oauth2/v3/certs",
  issuer: "https://accounts.google.com",
  callback: "http://127.0.0.1:3000/api/auth/callback/google",
  clientId: "sandbox-google-client-id",
  clientSecret: "sandbox-google-client-secret",
};

export const LINKEDIN: ProviderUnderTest = {
  id: "linkedin",
  authorizePath: "/linkedin/oauth/v2/authorization",
  tokenPath: "/linkedin/oauth/v2/accessToken",
  jwksPath: "/linkedin/oauth/openid/jwks",
  issuer: "https://www.linkedin.com/oauth",
  callback: "http://127.0.0.1:3000/api/auth/callback/linkedin",
  clientId: "sandbox-linkedin-client-id",
  clientSecret: "sandbox-linkedin-client-secret",
};

export const ADA = { email: "ada.fieldmouse@example.com", name: "Ada Fieldmouse" };

type Params = Readonly<Record<string, string | null>>;

/** An application's calls to one provider of a sandbox; a param that is null is left out. */
export function application(sandbox: OwnSandbox, provider: ProviderUnderTest) {
  const withDefaults = (defaults: Params, given: Params): URLSearchParams => {
    const params = Object.entries({ ...defaults, ...given });
    return new URLSearchParams(params.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  };
  const authorizeUrl = (given: Params = {}): string => {
    const params = withDefaults(
      {
        client_id: provider.clientId,
        redirect_uri: provider.callback,
        response_type: "code",
        scope: "openid email profile",
        state: "the-state",
      },
      given,
    );
    return `${sandbox.baseUrl}${provider.authorizePath}?${params}`;
  };
  const code = async (given: Params = {}, who: Consent = ADA): Promise<string> => {
    const back = new URL(await sandbox.consent(authorizeUrl(given), who));
    expect(back.searchParams.get("state")).toBe("the-state");
    return back.searchParams.get("code") ?? "";
  };
  const token = async (given: Params, headers: Record<string, string> = {}): Promise<TokenAnswer> => {
    const body = withDefaults(
      {
        grant_type: "authorization_code",
        redirect_uri: provider.callback,
        client_id: provider.clientId,
        client_secret: provider.clientSecret,
      },
      given,
    );
    const response = await fetch(`${sandbox.baseUrl}${provider.tokenPath}`, {
      method: "POST",
      body,
      headers,
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  return { authorizeUrl, code, token };
}

export type TokenAnswer = { status: number; body: Record<string, string> };

export function pkce(): { verifier: string; params: Params } {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return { verifier, params: { code_challenge: challenge, code_challenge_method: "S256" } };
}
