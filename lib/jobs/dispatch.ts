import type { OutboxRow } from "@/lib/outbox";
import type { AnyJob } from "./define";
import { enqueue } from "./enqueue";
import { subscriptions } from "./subscriptions";

/** Turns one event into its subscribers' jobs; ids come from the event, so that a second time adds nothing. */
export async function dispatchEvent(row: OutboxRow): Promise<void> {
  const table: Partial<Record<string, readonly AnyJob[]>> = subscriptions;
  const jobs = table[row.type];
  if (!jobs) throw new Error(`No list of subscribers for events of type ${row.type}.`);
  for (const job of jobs) await enqueue(job, { ...row.payload, tenantId: row.tenantId }, row.id);
}
