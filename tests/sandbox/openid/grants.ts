import { createHash, randomBytes } from "node:crypto";
import type { Person } from "./people";

export type Challenge = { value: string; method: "S256" | "plain" };

/** What a person has allowed an application. */
export type Grant = {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  person: Person;
  nonce: string | null;
  challenge: Challenge | null;
  /** Whether the application asked for a refresh token. */
  wantsRefresh?: boolean;
};

type Code = { grant: Grant; expiresAtMs: number; isUsed: boolean; tokens: string[] };
export type Token = {
  grant: Grant;
  kind: "access" | "refresh";
  issuedAtMs: number;
  expiresAtMs: number;
  isRevoked: boolean;
};

export type Redeemed =
  { fault: "unknown" | "expired" | "used" } | { fault: null; code: string; grant: Grant };

const CODE_MS = 60_000;

export const randomText = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** The codes and tokens of one provider. A code counts once; used again, it takes its tokens with it. */
export class Grants {
  #codes = new Map<string, Code>();
  #tokens = new Map<string, Token>();

  issueCode(code: string, grant: Grant, nowMs: number): void {
    this.#codes.set(code, { grant, expiresAtMs: nowMs + CODE_MS, isUsed: false, tokens: [] });
  }

  /** Looks at a code without using it; a used one loses its tokens here. */
  look(code: string, nowMs: number): Redeemed {
    const entry = this.#codes.get(code);
    if (!entry) return { fault: "unknown" };
    if (entry.isUsed) {
      for (const token of entry.tokens) this.revoke(token);
      return { fault: "used" };
    }
    return nowMs >= entry.expiresAtMs ? { fault: "expired" } : { fault: null, code, grant: entry.grant };
  }

  /** Uses a code up; `tokens` die when it comes again. */
  use(code: string, tokens: readonly string[]): void {
    const entry = this.#codes.get(code);
    if (!entry) return;
    entry.isUsed = true;
    entry.tokens.push(...tokens);
  }

  issueToken(token: string, kind: Token["kind"], grant: Grant, at: { nowMs: number; lifeMs: number }): void {
    const { nowMs, lifeMs } = at;
    this.#tokens.set(token, {
      grant,
      kind,
      issuedAtMs: nowMs,
      expiresAtMs: nowMs + lifeMs,
      isRevoked: false,
    });
  }

  token(token: string): Token | undefined {
    return this.#tokens.get(token);
  }

  revoke(token: string): void {
    const entry = this.#tokens.get(token);
    if (entry) entry.isRevoked = true;
  }

  /** Revokes everything that a person has allowed an application, as a provider's own settings page does. */
  revokeAll({ clientId, person }: Pick<Grant, "clientId" | "person">): void {
    for (const token of this.#tokens.values())
      if (token.grant.clientId === clientId && token.grant.person.sub === person.sub) token.isRevoked = true;
  }

  reset(): void {
    this.#codes.clear();
    this.#tokens.clear();
  }
}

/** Whether a verifier belongs to the challenge that came with the authorization request (RFC 7636). */
export const verifies = ({ value, method }: Challenge, verifier: string): boolean =>
  /^[A-Za-z0-9._~-]{43,128}$/.test(verifier) &&
  value === (method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url"));
