import { type Ctx, withTenant } from "@/lib/tenancy";
import type { Gone, Note } from "../rollup";

const ADD = `UPDATE erasures SET receipt = receipt || jsonb_build_object(
    'events', (receipt ->> 'events')::int + $2, 'visits', (receipt ->> 'visits')::int + $3,
    'visitors', (receipt ->> 'visitors')::int + $4, 'requestsUnlinked', (receipt ->> 'requestsUnlinked')::int + $5)
  WHERE id = $1 AND status = 'running'`;

/** Adds what goes to an erasure's receipt, in the transaction of the deletion itself. @param more what goes along with it */
export const noteGone =
  (erasureId: string, more: { requestsUnlinked: number } = { requestsUnlinked: 0 }): Note =>
  async (client, gone: Gone) => {
    const { events = 0, visits = 0, visitors = 0 } = gone;
    const unlinked = visits > 0 ? more.requestsUnlinked : 0;
    await client.query(ADD, [erasureId, events, visits, visitors, unlinked]);
  };

/** Requests that came from these visits. */
export const countLinkedRequests = (ctx: Ctx, visitIds: readonly string[]): Promise<number> =>
  withTenant(ctx, async (db) => {
    const where = { tenantId: ctx.tenantId, visitId: { in: [...visitIds] } };
    return (await db.contactSubmission.count({ where })) + (await db.projectScopeRequest.count({ where }));
  });
