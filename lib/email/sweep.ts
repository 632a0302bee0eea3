import { nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";

const KEEP_MS = 30 * 24 * 3_600_000;

/** Removes messages after 30 days and suppressions whose time is over. @returns how many of each went */
export async function sweepEmails(): Promise<{ emails: number; suppressions: number }> {
  const before = new Date(nowMs() - KEEP_MS);
  const emails = await systemPool().query("DELETE FROM outgoing_emails WHERE created_at < $1", [before]);
  const over = await systemPool().query("DELETE FROM email_suppressions WHERE until < $1", [
    new Date(nowMs()),
  ]);
  return { emails: emails.rowCount ?? 0, suppressions: over.rowCount ?? 0 };
}
