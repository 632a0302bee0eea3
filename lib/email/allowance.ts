import { consume } from "@/lib/rate-limit";
import type { EmailTemplate } from "./templates";

/**
 * Whether one more message of this kind may go to an address now: 5 an hour of one template, 20 a day of all. Counts it.
 * Ask before the transaction; the limiter keeps keyed hashes, never addresses.
 */
export async function emailAllowance(to: string, template: EmailTemplate): Promise<boolean> {
  const address = to.trim().toLowerCase();
  const ofTemplate = await consume("email-template", `${template}|${address}`);
  if (!ofTemplate.allowed) return false;
  return (await consume("email-recipient", address)).allowed;
}
