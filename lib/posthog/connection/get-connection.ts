import { nowMs } from "@/lib/clock";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { type LogLag, logLag } from "@/lib/tracking";
import type { PosthogState } from "../schemas";
import { findConnection, positionOf, toConnectionDto } from "./internal";

const NOTHING_WAITS: LogLag = { events: 0, isMore: false, sinceMs: null };

/** The workspace's connection with PostHog: what it does, how far behind it is, what went wrong last. Keys are not in it. */
export async function getPosthogState(ctx: Ctx): Promise<PosthogState> {
  requirePermission(ctx, "posthog.read");
  const row = await withTenant(ctx, (db) => findConnection(db, ctx));
  if (!row) return { connection: null };
  const lag = row.forwardsEvents ? await logLag(ctx, positionOf(row)) : NOTHING_WAITS;
  return { connection: toConnectionDto(row, lag, nowMs()) };
}
