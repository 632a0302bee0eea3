import type { SystemDb, TenantDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { DomainEvent } from "./events";

export { DomainEvent, type DomainEventType } from "./events";
export { type OutboxRow, relayOnce, sweepDispatched } from "./relay";

/**
 * Records an event in the transaction of its change. The worker's relay turns it into jobs after the commit,
 * so that nothing is announced that did not happen and nothing that happened stays unannounced.
 */
export async function emitEvent(db: TenantDb, ctx: Ctx, event: DomainEvent): Promise<void> {
  const { type, ...payload } = DomainEvent.parse(event);
  await db.outboxEvent.createMany({ data: [{ id: newId(), tenantId: ctx.tenantId, type, payload }] });
}

/** The same for an event of the product itself, in a transaction of systemDb: there is no workspace. */
export async function emitSystemEvent(db: SystemDb, event: DomainEvent): Promise<void> {
  const { type, ...payload } = DomainEvent.parse(event);
  await db.outboxEvent.createMany({ data: [{ id: newId(), tenantId: null, type, payload }] });
}
