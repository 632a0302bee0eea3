import { z } from "zod";

const id = z.uuid();

/**
 * Events of the product: facts that happened in one domain and matter to another. Payloads carry ids, never rows.
 * A new event is a new line here and a subscriber in lib/jobs/subscriptions.ts.
 */
export const DomainEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("request.received"),
    requestId: id,
    kind: z.enum(["contact", "project_scope"]),
  }),
  z.object({ type: z.literal("site.deleted"), siteId: id }),
  z.object({ type: z.literal("site.rebuild-requested"), rebuildId: id }),
  z.object({ type: z.literal("import.uploaded"), importId: id }),
  z.object({ type: z.literal("import.decided"), importId: id }),
  z.object({ type: z.literal("erasure.requested"), erasureId: id }),
  z.object({ type: z.literal("email.queued"), emailId: id }),
  z.object({ type: z.literal("workspace.export-requested"), exportId: id }),
]);

export type DomainEvent = z.infer<typeof DomainEvent>;
export type DomainEventType = DomainEvent["type"];
