import type { Prisma, TenantDb } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import type { LogLag, LogPosition } from "@/lib/tracking";
import { ADVICE, type PosthogFaultKind } from "../provider/fault";
import { basesOf, regionOf } from "../provider/hosts";
import type { PosthogConnectionDto, PosthogStatus } from "../schemas";
import { endOf, openPersonalKey, openProjectKey } from "./keys";

export const connectionSelect = {
  host: true,
  projectKey: true,
  projectId: true,
  personalKeySealed: true,
  forwardsEvents: true,
  recordsSessions: true,
  cursorTx: true,
  cursorEvent: true,
  forwardedCount: true,
  refusedCount: true,
  lastForwardedAt: true,
  lastEventAt: true,
  lastError: true,
  lastErrorAt: true,
  pausedAt: true,
  quotaLimitedAt: true,
  retryAt: true,
  failures: true,
  createdAt: true,
} satisfies Prisma.PosthogConnectionSelect;

export type ConnectionRow = Prisma.PosthogConnectionGetPayload<{ select: typeof connectionSelect }>;

/** The workspace's connection; null when there is none. */
export const findConnection = (db: TenantDb, ctx: Ctx): Promise<ConnectionRow | null> =>
  db.posthogConnection.findUnique({ where: { tenantId: ctx.tenantId }, select: connectionSelect });

/** @throws AppError not_found */
export async function getConnectionOrThrow(db: TenantDb, ctx: Ctx): Promise<ConnectionRow> {
  const row = await findConnection(db, ctx);
  if (!row) throw notFound("PostHog connection");
  return row;
}

export const positionOf = (row: Pick<ConnectionRow, "cursorTx" | "cursorEvent">): LogPosition => ({
  tx: row.cursorTx.toString(),
  event: row.cursorEvent,
});

// Up to here the events of the last seconds are simply on their way.
const BEHIND_MS = 60_000;

function statusOf(row: ConnectionRow, lag: LogLag, nowMs: number): PosthogStatus {
  if (row.pausedAt) return "paused";
  if (!row.forwardsEvents) return "off";
  if (row.quotaLimitedAt) return "limited";
  if (row.failures > 0) return "retrying";
  const isBehind = lag.events === null || (lag.sinceMs !== null && nowMs - lag.sinceMs > BEHIND_MS);
  return isBehind && lag.events !== 0 ? "behind" : "forwarding";
}

const KIND_BY_STATUS: Partial<Record<PosthogStatus, PosthogFaultKind>> = {
  paused: "key",
  limited: "quota",
  retrying: "away",
};

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** What of a connection stands in the audit log: no key. */
export const auditOf = (row: ConnectionRow) => ({
  host: row.host,
  projectKeyEnd: endOf(row.projectKey, openProjectKey),
  hasPersonalKey: row.personalKeySealed !== null,
  forwardsEvents: row.forwardsEvents,
  recordsSessions: row.recordsSessions,
});

export function toConnectionDto(row: ConnectionRow, lag: LogLag, nowMs: number): PosthogConnectionDto {
  const status = statusOf(row, lag, nowMs);
  const adviceKind = KIND_BY_STATUS[status];
  const { app } = basesOf(row.host);
  return {
    region: regionOf(row.host),
    host: row.host,
    projectKeyEnd: endOf(row.projectKey, openProjectKey),
    personalKeyEnd: row.personalKeySealed === null ? null : endOf(row.personalKeySealed, openPersonalKey),
    project: row.projectId,
    projectUrl: row.projectId === null ? app : `${app}/project/${row.projectId}`,
    forwardsEvents: row.forwardsEvents,
    recordsSessions: row.recordsSessions,
    status,
    lag: {
      events: lag.events,
      isMore: lag.isMore,
      since: lag.sinceMs === null ? null : new Date(lag.sinceMs).toISOString(),
    },
    forwardedCount: Number(row.forwardedCount),
    refusedCount: Number(row.refusedCount),
    lastForwardedAt: iso(row.lastForwardedAt),
    lastEventAt: iso(row.lastEventAt),
    lastError: row.lastError,
    lastErrorAt: iso(row.lastErrorAt),
    advice: adviceKind ? ADVICE[adviceKind] : null,
    retryAt: row.failures > 0 && !row.pausedAt ? iso(row.retryAt) : null,
    createdAt: row.createdAt.toISOString(),
  };
}
