import { z } from "zod";

const properties = z.record(z.string(), z.unknown());
const text = z.string().min(1).max(200);

/** An event of a batch. PostHog takes less than this; what the product sends is held to the whole. */
const BatchEvent = z.strictObject({
  event: text,
  distinct_id: text,
  uuid: z.uuid(),
  timestamp: z.iso.datetime({ offset: true }),
  properties,
});

export const Batch = z.strictObject({
  api_key: z.string().min(1),
  batch: z.array(BatchEvent).min(1).max(10_000),
  sent_at: z.iso.datetime({ offset: true }).optional(),
  historical_migration: z.boolean().optional(),
});

/** One event by itself, from a browser or a program. */
export const SingleEvent = z.looseObject({
  api_key: z.string().optional(),
  token: z.string().optional(),
  event: text,
  distinct_id: text.optional(),
  uuid: z.uuid().optional(),
  timestamp: z.string().optional(),
  properties: properties.default({}),
});
export type SingleEvent = z.output<typeof SingleEvent>;

export const FlagsQuestion = z.looseObject({ token: z.string(), distinct_id: text });
