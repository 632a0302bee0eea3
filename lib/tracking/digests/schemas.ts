/** Shapes of regular e-mails with a website's numbers. */
import { z } from "zod";

export const DIGEST_RECIPIENTS_MAX = 20;
export const DIGESTS_A_SITE_MAX = 10;

export const DigestFrequency = z.enum(["daily", "weekly", "monthly"]);
export type DigestFrequency = z.infer<typeof DigestFrequency>;

export const DigestDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  frequency: DigestFrequency,
  recipients: z.array(z.string()),
  isActive: z.boolean(),
  /** At 08:00 in the website's time zone: each day, each Monday, or on the first of each month. */
  nextSendAt: z.iso.datetime(),
  lastSentAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type DigestDto = z.infer<typeof DigestDto>;

export const DigestList = z.object({ items: z.array(DigestDto) });
export type DigestList = z.infer<typeof DigestList>;

const recipients = z
  .array(z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an e-mail address")))
  .min(1, "Enter at least one address")
  .max(DIGEST_RECIPIENTS_MAX, `At most ${DIGEST_RECIPIENTS_MAX} addresses`)
  .transform((list) => [...new Set(list)]);

export const CreateDigestInput = z.strictObject({
  frequency: DigestFrequency,
  /** Members or anybody else; each message has a link that ends it for its recipient. */
  recipients,
});
export type CreateDigestInput = z.input<typeof CreateDigestInput>;

export const UpdateDigestInput = z
  .strictObject({ frequency: DigestFrequency, recipients, isActive: z.boolean() })
  .partial()
  .refine((input) => Object.keys(input).length > 0, "Change at least one field");
export type UpdateDigestInput = z.input<typeof UpdateDigestInput>;

export const DigestParams = z.object({ siteId: z.uuid(), digestId: z.uuid() });

/** What the link in a message carries; only this product can make it. */
export const UnsubscribeParams = z.object({ token: z.string().regex(/^[A-Za-z0-9._-]{40,800}$/) });
