import { createHmac } from "node:crypto";
import { derivedKey } from "@/lib/secrets";

const KEY_INFO = "brand-automator posthog distinct ids v1";
const ID_CHARS = 24;

/**
 * The name under which PostHog knows a visitor: a keyed hash of the workspace and the visitor's key (RFC 2104), so that
 * nobody finds the same visitor again in another workspace's PostHog, or turns the name back into our key.
 * @param visitorKey decimal text, as the log has it
 */
export const distinctIdOf = (tenantId: string, visitorKey: string): string =>
  `v_${createHmac("sha256", derivedKey(KEY_INFO)).update(`${tenantId}|${visitorKey}`).digest("base64url").slice(0, ID_CHARS)}`;
