import type { SystemDb } from "@/lib/db";
import type { Permission } from "@/lib/tenancy";
import type { LiveSession } from "../sessions";

/** A key that works at this moment, with what it may do at this moment. */
export interface LiveKey {
  keyId: string;
  tenantId: string;
  /** Scopes of the key that its maker's role still holds. */
  permissions: readonly Permission[];
  /** Calls a minute; null: the product's default. */
  ratePerMin: number | null;
  purgeAfterAt: Date | null;
}

/** What a request came with, checked. */
export type Credential =
  | { kind: "session"; session: LiveSession }
  | { kind: "token"; session: LiveSession; tenantId: string }
  | { kind: "key"; key: LiveKey };

/** A person who acts for themselves, in no workspace. */
export interface PersonCtx {
  userId: string;
  sessionId: string;
  /** web: the browser's cookie; api: an access token. */
  kind: "web" | "api";
  requestId: string;
  /** The caller's network address; never stored. */
  address: string;
  userAgent: string;
  /** When the person last proved who they are. */
  authenticatedAt: Date;
  /** The workspace that account acts are put on record in. */
  defaultTenantId: string | null;
  /** An open transaction of app_system; verbs that create something join it. */
  readonly db?: SystemDb;
}
