import { z } from "zod";

const BYTES_MAX = 2_000;

/** Where the news go: a channel of Postgres and one of Redis. */
export const CHANNEL = "brand_automator_live";

/**
 * Something happened that an open page may want to ask about: a topic, e.g. "notifications.changed", and ids. Never content, since
 * it reaches every listener of the workspace whatever their role; pages fetch what changed through the API.
 */
export const LiveEvent = z
  .object({ topic: z.string().regex(/^[a-z]+(\.[a-z0-9-]+)*$/) })
  .catchall(z.string().max(100));
export type LiveEvent = z.infer<typeof LiveEvent>;

/** Told to all after a break: news may have been missed, so ask for everything anew. */
export const RESYNC: LiveEvent = { topic: "resync" };

const Message = z.object({ tenantId: z.uuid(), event: LiveEvent });

/** @throws ZodError, or Error for more than 2,000 bytes (Postgres carries up to 8,000) */
export function encodeMessage(tenantId: string, event: LiveEvent): string {
  const text = JSON.stringify(Message.parse({ tenantId, event }));
  if (Buffer.byteLength(text) > BYTES_MAX) throw new Error(`Live news may have at most ${BYTES_MAX} bytes.`);
  return text;
}

/** null for what is no message of ours. */
export function decodeMessage(text: string): z.infer<typeof Message> | null {
  try {
    return Message.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
