import { env } from "@/lib/env";

/** points per window; the key says whom they belong to. */
export interface Limit {
  points: number;
  windowS: number;
}

/** The one table of limits. Values that benches raise come from the environment. */
export const LIMITS = {
  /** A signed-in person at the dashboard, per person. */
  session: () => ({ points: env().RATE_LIMIT_SESSION_PER_MIN, windowS: 60 }),
  /** A person through access tokens, per person. */
  user: () => ({ points: env().RATE_LIMIT_USER_PER_MIN, windowS: 60 }),
  /** A program with an API key, per key; a key may have a number of its own. */
  key: () => ({ points: env().RATE_LIMIT_USER_PER_MIN, windowS: 60 }),
  /** A workspace as a whole, whoever calls, per workspace. */
  workspace: () => ({ points: env().RATE_LIMIT_WORKSPACE_PER_MIN, windowS: 60 }),
  /** Calls with a token, key or session that nobody issued, per address. */
  "bad-credentials": () => ({ points: env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** Anyone without credentials, per address. */
  anon: () => ({ points: env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** Failed sign-ins of one account from one address. */
  "login-account": () => ({ points: 5, windowS: 15 * 60 }),
  /** Failed sign-ins from one address, whatever the account. */
  "login-address": () => ({ points: 30, windowS: 15 * 60 }),
  /** Failed sign-ins of one account from everywhere: slows down, never locks the owner out. */
  "login-account-everywhere": () => ({ points: 30, windowS: 60 * 60 }),
  /** Refreshing and ending tokens, per address. */
  token: () => ({ points: env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** Wrong codes of the second factor within one pending session; after that it ends. */
  "second-factor-session": () => ({ points: 5, windowS: 15 * 60 }),
  /** Wrong codes for one account from one address. */
  "second-factor-account": () => ({ points: 10, windowS: 15 * 60 }),
  /** Wrong codes for one account from everywhere: slows down, never locks the owner out. */
  "second-factor-account-everywhere": () => ({ points: 30, windowS: 60 * 60 }),
  /** Wrong passwords typed to prove a sensitive change, per session. */
  "account-proof": () => ({ points: 8, windowS: 15 * 60 }),
  /** Messages that a signed-in person asks for (confirmation, change of address), per person. */
  "account-mail": () => ({ points: 6, windowS: 60 * 60 }),
  /** Forgotten passwords asked for from one address. */
  "forgot-address": () => ({
    points: 10 * Math.max(1, Math.round(env().RATE_LIMIT_ANON_PER_MIN / 60)),
    windowS: 60 * 60,
  }),
  /** Pictures of people, per address. */
  avatar: () => ({ points: 10 * env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** A state of an OAuth sign-in works once: the second use of the same one is refused. */
  "oauth-state": () => ({ points: 1, windowS: 60 * 60 }),
  /** Calls of the browser's sign-in (a log-in takes three), per address. */
  "sign-in-calls": () => ({ points: 10 * env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** New accounts from one address. */
  register: () => ({
    points: 10 * Math.max(1, Math.round(env().RATE_LIMIT_ANON_PER_MIN / 60)),
    windowS: 60 * 60,
  }),
  /** New accounts by way of another sign-in service, from one address. */
  "register-service": () => ({
    points: 20 * Math.max(1, Math.round(env().RATE_LIMIT_ANON_PER_MIN / 60)),
    windowS: 60 * 60,
  }),
  /** Form posts from one address. */
  "form-address": () => ({ points: Math.max(1, Math.round(env().RATE_LIMIT_ANON_PER_MIN / 3)), windowS: 60 }),
  /** Posts to one form from everywhere. */
  form: () => ({ points: 5 * env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** Stored files by signed address, per address: a page may hold dozens of pictures. */
  "file-address": () => ({ points: 10 * env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** Messages of one template to one recipient, per hash of template and address. */
  "email-template": () => ({ points: 5, windowS: 60 * 60 }),
  /** Messages of all templates to one recipient, per hash of the address. */
  "email-recipient": () => ({ points: 20, windowS: 24 * 60 * 60 }),
  /** Invitations and their repeats, per workspace. */
  invitation: () => ({ points: env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 * 60 }),
  /** New workspaces of one person. */
  "workspaces-made": () => ({ points: 10, windowS: 60 * 60 }),
  /** Look-ups of a workspace's domains. */
  "domain-check": () => ({
    points: Math.max(1, Math.round(env().RATE_LIMIT_ANON_PER_MIN / 2)),
    windowS: 10 * 60,
  }),
  /** Pages of shared links and their reports, per address. */
  share: () => ({ points: 2 * env().RATE_LIMIT_ANON_PER_MIN, windowS: 60 }),
  /** Wrong passwords of one shared link from one address. */
  "share-unlock": () => ({ points: 10, windowS: 15 * 60 }),
  /** Wrong passwords of one shared link from everywhere. */
  "share-unlock-everywhere": () => ({ points: 100, windowS: 60 * 60 }),
  /** Calls of PostHog's private API, per workspace: it refuses the 241st a minute. */
  "posthog-api": () => ({ points: 200, windowS: 60 }),
  /** Exports of a workspace. */
  "workspace-export": () => ({ points: 20, windowS: 24 * 60 * 60 }),
} satisfies Record<string, () => Limit>;

export type LimitName = keyof typeof LIMITS;
