import { createHash } from "node:crypto";
import { consume } from "@/lib/rate-limit";
import type { EmailTemplate } from "./templates";

const keyOf = (...parts: string[]): string =>
  createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 32);

/**
 * Whether one more message of this kind may go to an address now: 5 an hour of one template, 20 a day of all. Counts it.
 * Ask before the transaction; the counters hold hashes, never addresses.
 */
export async function emailAllowance(to: string, template: EmailTemplate): Promise<boolean> {
  const address = to.trim().toLowerCase();
  const ofTemplate = await consume("email-template", keyOf(template, address));
  if (!ofTemplate.allowed) return false;
  return (await consume("email-recipient", keyOf(address))).allowed;
}
