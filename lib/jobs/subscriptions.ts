import { notifyOfRequest } from "@/lib/notifications/jobs/request-received";
import type { DomainEventType } from "@/lib/outbox";
import type { AnyJob } from "./define";

/** Which jobs an event starts. The payload of each is the event's payload with its tenantId. */
export const subscriptions: Record<DomainEventType, readonly AnyJob[]> = {
  "request.received": [notifyOfRequest],
  "site.deleted": [],
};
