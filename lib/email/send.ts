import { now, nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { logger } from "@/lib/logger";
import { open } from "@/lib/secrets";
import { type DeliveryFault, faultOf } from "./fault";
import { PARAMS_PURPOSE } from "./queue";
import { messageHost } from "./settings";
import type { RenderedEmail } from "./template";
import { renderEmail } from "./templates";
import { deliver } from "./transport";

/** How long one try may hold a row; longer than a delivery can take (transport.ts). */
const LEASE_MS = 120_000;
const FIRST_PAUSE_MS = 30_000;
const PAUSE_MAX_MS = 2 * 3_600_000;
const GIVE_UP_MS = 24 * 3_600_000;
const SUPPRESS_MS = 7 * 24 * 3_600_000;

interface Claimed {
  id: string;
  recipient: string;
  template: string;
  params: string | null;
  attempts: number;
  messageId: string;
  createdAt: Date;
  claimedUntil: Date;
  suppressed: boolean;
}

/**
 * One statement decides who sends: a row is free when nobody's lease runs, and a postponed one when its pause is over (both are
 * claimed_until). The Message-ID is made once and stays.
 */
const CLAIM_SQL = `
  UPDATE outgoing_emails SET status = 'sending', attempts = attempts + 1, claimed_until = $2, message_id = coalesce(message_id, $4)
  WHERE id = $1 AND status IN ('queued', 'sending') AND (claimed_until IS NULL OR claimed_until <= $3)
  RETURNING id, recipient, template, params, attempts, message_id AS "messageId", created_at AS "createdAt", claimed_until AS "claimedUntil",
    EXISTS (SELECT FROM email_suppressions s WHERE s.email = recipient AND s.until > $3) AS suppressed`;

async function claim(id: string): Promise<Claimed | undefined> {
  const lease = new Date(nowMs() + LEASE_MS);
  const messageId = `<${id}@${messageHost()}>`;
  const { rows } = await systemPool().query<Claimed>(CLAIM_SQL, [id, lease, now(), messageId]);
  return rows[0];
}

/** Ends a row for good and forgets its parameters: they hold links that open things. */
async function finish(row: Claimed, status: "failed" | "suppressed", reason: string): Promise<void> {
  await systemPool().query(
    `UPDATE outgoing_emails SET status = $2, last_error = $3, params = NULL, claimed_until = NULL
     WHERE id = $1 AND status = 'sending'`,
    [row.id, status, reason],
  );
}

/** Whatever became of the lease meanwhile: a message that was accepted was sent. */
async function markSent(row: Claimed): Promise<void> {
  await systemPool().query(
    `UPDATE outgoing_emails SET status = 'sent', sent_at = $2, params = NULL, claimed_until = NULL, last_error = NULL
     WHERE id = $1 AND status <> 'sent'`,
    [row.id, now()],
  );
}

async function suppress(recipient: string, reason: string): Promise<void> {
  await systemPool().query(
    `INSERT INTO email_suppressions (email, reason, created_at, until) VALUES ($1, $2, $3, $4)
     ON CONFLICT (email) DO UPDATE SET reason = excluded.reason, until = excluded.until`,
    [recipient, reason, now(), new Date(nowMs() + SUPPRESS_MS)],
  );
}

async function postpone(row: Claimed, reason: string): Promise<void> {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (row.attempts - 1), PAUSE_MAX_MS);
  await systemPool().query(
    `UPDATE outgoing_emails SET status = 'queued', claimed_until = $2, last_error = $3
     WHERE id = $1 AND status = 'sending' AND claimed_until = $4`,
    [row.id, new Date(nowMs() + pauseMs), reason, row.claimedUntil],
  );
}

async function settle(row: Claimed, fault: DeliveryFault): Promise<void> {
  const isOld = nowMs() - row.createdAt.getTime() >= GIVE_UP_MS;
  logger().warn(
    { emailId: row.id, template: row.template, attempts: row.attempts, ...fault },
    "a message did not leave",
  );
  if (fault.kind === "retry" && !isOld) return postpone(row, fault.reason);
  if (fault.kind === "recipient") await suppress(row.recipient, fault.reason);
  await finish(row, "failed", fault.reason);
}

/** A row's message in words; a fault here is ours and does not go away by trying again. */
function wordsOf(row: Claimed): RenderedEmail | DeliveryFault {
  try {
    return renderEmail(row.template, JSON.parse(open(row.params ?? "", PARAMS_PURPOSE)));
  } catch (error) {
    return {
      kind: "message",
      reason: `It cannot be written: ${error instanceof Error ? error.name : "unknown fault"}.`,
    };
  }
}

/**
 * Sends a queued message, if it is this caller's turn: already sent, claimed by another, postponed and unknown ones are passed over.
 * Faults on the way postpone it (half a minute, doubling up to two hours, for a day); the schedule email.retry takes it up again.
 *
 * The mail server and our database cannot agree in one step: a process that dies after the server's "250" and before the row says
 * "sent" leaves a message that is sent once more when its lease ends. Both copies carry the same Message-ID, by which mail
 * programs and servers show one.
 */
export async function sendEmail(id: string): Promise<void> {
  const row = await claim(id);
  if (!row) return;
  if (row.suppressed)
    return finish(row, "suppressed", "This address refused mail for good a short while ago.");
  const email = wordsOf(row);
  if ("kind" in email) return settle(row, email);
  try {
    await deliver(row.recipient, row.messageId, email);
  } catch (error) {
    return settle(row, faultOf(error));
  }
  await markSent(row);
}

const DUE_MAX = 100;
const AT_ONCE = 3;

/**
 * Sends what waits: postponed messages whose pause is over, and those whose sender died.
 * @returns how many were due
 */
export async function sendDueEmails(): Promise<number> {
  // Rows that nobody has claimed yet belong to the job of their event; after a minute its queue must have lost it.
  const { rows } = await systemPool().query<{ id: string }>(
    `SELECT id FROM outgoing_emails
     WHERE status IN ('queued', 'sending') AND (claimed_until <= $1 OR (claimed_until IS NULL AND created_at < $2))
     ORDER BY created_at LIMIT ${DUE_MAX}`,
    [now(), new Date(nowMs() - 60_000)],
  );
  const waiting = rows.map((row) => row.id);
  const lane = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await sendEmail(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return rows.length;
}
