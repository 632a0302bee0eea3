import { nowMs } from "@/lib/clock";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { systemCtx } from "@/lib/tenancy";
import { readLog } from "@/lib/tracking";
import { openProjectKey } from "../connection/keys";
import { PosthogFault } from "../provider/fault";
import { basesOf } from "../provider/hosts";
import { sendBatch } from "../provider/send-batch";
import { advance, type Leased, setBack } from "../sweeps/lease";
import { tellAdmins } from "./tell-admins";
import { toOutgoing } from "./to-outgoing";

const ROWS_MAX = 1_000;
const BACKOFF_MS_MAX = 15 * 60_000;
const JITTER = 0.2;

/** When a connection that failed this often in a row is tried again: POSTHOG_RETRY_MS doubled each time, at most 15 minutes. */
function retryDelayMs({ kind, retryAfterS }: PosthogFault, failures: number): number {
  if (kind === "quota") return BACKOFF_MS_MAX;
  const doubledMs = Math.min(env().POSTHOG_RETRY_MS * 2 ** Math.min(failures, 20), BACKOFF_MS_MAX);
  return Math.max(doubledMs * (1 + JITTER * Math.random()), (retryAfterS ?? 0) * 1_000);
}

/**
 * Forwards the next events of one connection, at most 1,000. The cursor moves only after PostHog has said that it has them; after
 * an interruption in between the same uuids go out again, and PostHog keeps each once.
 */
export async function forwardSlice(leased: Leased): Promise<void> {
  const ctx = systemCtx(leased.tenantId, "posthog.forward");
  try {
    const { events, next, isCaughtUp } = await readLog(ctx, leased.position, ROWS_MAX);
    const target = { host: basesOf(leased.host).ingest, projectKey: openProjectKey(leased.projectKey) };
    const refused = await sendBatch(
      target,
      events.map((event) => toOutgoing(leased.tenantId, event)),
    );
    const newestMs = events.reduce((newest, { atMs }) => Math.max(newest, atMs), 0);
    await advance(leased, {
      position: next,
      forwarded: events.length - refused.length,
      refused: refused.length,
      note: refused.length === 0 ? null : noteOf(refused.length),
      newestEventAt: newestMs === 0 ? null : new Date(newestMs),
      nextAt: new Date(nowMs() + (isCaughtUp ? env().POSTHOG_FORWARD_INTERVAL_MS : 0)),
    });
  } catch (error) {
    // Any other fault is the database's: the run ends, and the lease with it.
    if (!(error instanceof PosthogFault)) throw error;
    await fail(leased, error);
  }
}

const noteOf = (count: number): string =>
  `PostHog refused ${count === 1 ? "one event" : `${count} events`} as too large or not readable; the others went on.`;

async function fail(leased: Leased, fault: PosthogFault): Promise<void> {
  const isPause = fault.kind === "key";
  const held = await setBack(leased, {
    message: fault.message,
    nextAt: new Date(nowMs() + retryDelayMs(fault, leased.failures)),
    isPause,
    isQuota: fault.kind === "quota",
  });
  logger().warn({ tenantId: leased.tenantId, kind: fault.kind, held }, "PostHog did not take events");
  if (held && isPause)
    await tellAdmins(systemCtx(leased.tenantId, "posthog.forward"), leased.lease, fault.message);
}
