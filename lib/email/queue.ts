import { z } from "zod";
import { now } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { emitEvent, emitSystemEvent } from "@/lib/outbox";
import { seal } from "@/lib/secrets";
import type { Ctx } from "@/lib/tenancy";
import { emailEnabled } from "./settings";
import { type EmailParams, type EmailTemplate, TEMPLATES } from "./templates";

/** Where sealed parameters belong; the same in lib/secrets/columns.ts. */
export const PARAMS_PURPOSE = "outgoing_emails.params";

/** A message to send: a template with its parameters to one address. */
export type EmailMessage = {
  [T in EmailTemplate]: {
    to: string;
    template: T;
    params: EmailParams<T>;
    /** The same key twice is one message. */
    dedupeKey: string;
  };
}[EmailTemplate];

/** One address, ASCII, in lower case: nothing of it can end or extend a header. */
export const Recipient = z.string().trim().toLowerCase().max(254).pipe(z.email());

/**
 * Queues a message in the transaction of the change it tells of; it leaves after the commit, at least once.
 * @param db the open transaction: withTenant's, or one of systemDb with ctx null
 * @returns whether it was queued; false when e-mail is off, or the dedupe key was used before
 * @throws ZodError for a wrong address or parameters
 */
export async function queueEmail(db: TenantDb, ctx: Ctx | null, message: EmailMessage): Promise<boolean> {
  if (!emailEnabled()) return false;
  const recipient = Recipient.parse(message.to);
  const params = TEMPLATES[message.template].params.parse(message.params);
  const id = newId();
  const { count } = await db.outgoingEmail.createMany({
    data: [
      {
        id,
        recipient,
        template: message.template,
        params: seal(JSON.stringify(params), PARAMS_PURPOSE),
        dedupeKey: message.dedupeKey,
        createdAt: now(),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  const event = { type: "email.queued", emailId: id } as const;
  await (ctx ? emitEvent(db, ctx, event) : emitSystemEvent(db, event));
  return true;
}
