import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

const INFO = "brand-automator posthog distinct ids v1";
const ID_CHARS = 24;

let known: { secret: string; key: Buffer } | undefined;

function hmacKey(): Buffer {
  const secret = env().NEXTAUTH_SECRET;
  if (known?.secret !== secret)
    known = { secret, key: Buffer.from(hkdfSync("sha256", secret, "", INFO, 32)) };
  return known.key;
}

/**
 * The name under which PostHog knows a visitor: a keyed hash of the workspace and the visitor's key (RFC 5869, RFC 2104), so that
 * nobody finds the same visitor again in another workspace's PostHog, or turns the name back into our key.
 * @param visitorKey decimal text, as the log has it
 */
export const distinctIdOf = (tenantId: string, visitorKey: string): string =>
  `v_${createHmac("sha256", hmacKey()).update(`${tenantId}|${visitorKey}`).digest("base64url").slice(0, ID_CHARS)}`;
