/** What a server may send; zod and types only. */
import { z } from "zod";
import { DropReason } from "../schemas";

export const INGEST_EVENTS_MAX = 500;

export const IngestEvent = z.strictObject({
  /** uuidv7; sent again, the event counts once. Without one the event gets a new id. */
  id: z
    .uuid({ version: "v7" })
    .transform((id) => id.toLowerCase())
    .optional(),
  /** Name of a custom event; without one it is a page view. */
  name: z.string().trim().min(1).max(100).optional(),
  /** Address of the page, on one of the website's hosts. */
  url: z.url().max(4_096),
  referrer: z.string().max(4_096).optional(),
  /** Of the visitor, who is known by both. Neither is stored. */
  ip: z.union([z.ipv4(), z.ipv6()]),
  userAgent: z.string().min(1).max(1_000),
  /** When it happened, within the last 48 hours; default: the id's time, else now. */
  at: z.iso.datetime({ offset: true }).optional(),
  language: z.string().max(35).optional(),
  screenWidthPx: z.number().int().min(1).max(20_000).optional(),
  /** Flat properties of a custom event, at most 30. */
  properties: z
    .record(z.string().max(100), z.union([z.string().max(500), z.number(), z.boolean()]))
    .refine((given) => Object.keys(given).length <= 30, "At most 30 properties")
    .optional(),
});
export type IngestEvent = z.infer<typeof IngestEvent>;

export const IngestEventsInput = z
  .strictObject({
    siteId: z.uuid(),
    events: z.array(IngestEvent).min(1).max(INGEST_EVENTS_MAX),
  })
  .meta({
    example: {
      siteId: "01939d6b-5b1f-7c56-9a41-6a7be7c5d0f1",
      events: [
        {
          name: "Signed up",
          url: "https://example.com/welcome",
          ip: "203.0.113.7",
          userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
          properties: { plan: "team" },
        },
      ],
    },
  });
export type IngestEventsInput = z.input<typeof IngestEventsInput>;

export const IngestEventsOutput = z.object({
  /** Stored now or before under the same id. */
  accepted: z.number().int(),
  /** Left out by a rule, by position in the list. */
  dropped: z.array(z.object({ index: z.number().int(), reason: DropReason })),
});
export type IngestEventsOutput = z.infer<typeof IngestEventsOutput>;
