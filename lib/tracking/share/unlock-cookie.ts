import { createHash } from "node:crypto";
import { z } from "zod";
import { nowMs } from "@/lib/clock";
import { env } from "@/lib/env";
import { open, seal, SecretsError } from "@/lib/secrets";
import type { OpenLink } from "./open-link";

const NAME = "ba_share";
const PURPOSE = "share_links.unlocked";
const KEPT_S = 12 * 3_600;

const Unlocked = z.object({ link: z.uuid(), password: z.string(), untilMs: z.number() });

// Of the stored hash, so that a link made anew with another password asks again.
const markOf = (link: OpenLink): string =>
  createHash("sha256")
    .update(link.passwordHash ?? "")
    .digest("base64url");

/** The cookie of a browser that gave the password: for this link's own calls only, for twelve hours. */
export function unlockCookie(link: OpenLink, token: string): string {
  const value = seal(
    JSON.stringify({ link: link.id, password: markOf(link), untilMs: nowMs() + KEPT_S * 1_000 }),
    PURPOSE,
  );
  const secure = env().APP_URL.startsWith("https://") ? "; Secure" : "";
  return `${NAME}=${value}; Path=/api/v1/share/${token}; Max-Age=${KEPT_S}; HttpOnly; SameSite=Strict${secure}`;
}

/** Whether a request may read: the link asks for no password, or this browser has given it. */
export function isUnlocked(link: OpenLink, headers: Headers): boolean {
  if (link.passwordHash === null) return true;
  return (headers.get("cookie") ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${NAME}=`))
    .some((part) => isGood(link, part.slice(NAME.length + 1)));
}

function isGood(link: OpenLink, value: string): boolean {
  try {
    const mark = Unlocked.parse(JSON.parse(open(value, PURPOSE)));
    return mark.link === link.id && mark.password === markOf(link) && mark.untilMs > nowMs();
  } catch (error) {
    if (error instanceof SecretsError || error instanceof z.ZodError || error instanceof SyntaxError)
      return false;
    throw error;
  }
}
