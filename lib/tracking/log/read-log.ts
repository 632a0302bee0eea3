import { z } from "zod";
import type { TenantDb } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { finalTx, logWindow } from "../rollup/log-window";
import { ClientValue, SourceValue } from "../values";
import { type LogEvent, type LogPage, type LogPosition, NO_EVENT } from "./types";

type Row = {
  id: string;
  tx: string;
  siteId: string;
  domain: string;
  visitorKey: string;
  atMs: number;
  isPageView: boolean;
  name: string;
  path: string;
  client: string;
  source: string | null;
  extra: string;
};

/** What an event's `extra` may hold of what a reader needs. */
const Extra = z.object({
  p: z.record(z.string(), z.unknown()).default({}),
  c: z.uuid().nullable().default(null),
});
const NO_EXTRA = Extra.parse({});

/** Up to where the log is final at this moment: a reader that starts here gets what comes from now on. */
export const logEnd = async (): Promise<LogPosition> => ({ tx: await finalTx(), event: NO_EVENT });

/** The numbers of the workspace's sites in the log. */
export async function siteNumbers(db: TenantDb, ctx: Ctx): Promise<number[]> {
  const sites = await db.site.findMany({
    where: { tenantId: ctx.tenantId, deletedAt: null },
    select: { no: true },
  });
  return sites.map(({ no }) => no);
}

/**
 * Reads on in the log: page views and custom events of the workspace's sites, reports of visible time left out. Each event is
 * read once by a reader that goes on at `next`, whatever else is being written.
 * @param rowsMax how many events at most
 */
export async function readLog(ctx: Ctx, from: LogPosition, rowsMax: number): Promise<LogPage> {
  const { endTx, isEnd } = await logWindow(from.tx);
  const rows = await withTenant(ctx, (db) => readRows(db, ctx, { from, endTx, rowsMax }));
  const last = rows.at(-1);
  const isFull = rows.length === rowsMax && last !== undefined;
  return {
    events: rows.map(toEvent),
    next: isFull ? { tx: last.tx, event: last.id } : later(from, { tx: endTx, event: NO_EVENT }),
    isCaughtUp: !isFull && isEnd,
  };
}

/** A restarted or restored server may show an older end than the reader has seen; a reader never goes back. */
const later = (from: LogPosition, to: LogPosition): LogPosition =>
  BigInt(to.tx) > BigInt(from.tx) ? to : from;

async function readRows(
  db: TenantDb,
  ctx: Ctx,
  { from, endTx, rowsMax }: { from: LogPosition; endTx: string; rowsMax: number },
): Promise<Row[]> {
  const numbers = await siteNumbers(db, ctx);
  return db.$queryRaw<
    Row[]
  >`SELECT e.id, e.tx::text AS tx, s.id AS "siteId", s.domain, e.visitor_key::text AS "visitorKey",
      event_ms(e.id, e.extra)::float8 AS "atMs", e.name_id = 0 AS "isPageView", coalesce(n.value, '') AS name,
      coalesce(p.value, '') AS path, coalesce(c.value, '{}') AS client, r.value AS source, e.extra
    FROM events e
    JOIN sites s ON s.no = e.site_no AND s.tenant_id = ${ctx.tenantId}::uuid
    LEFT JOIN tracking_values p ON p.tenant_id = s.tenant_id AND p.id = e.path_id
    LEFT JOIN tracking_values c ON c.tenant_id = s.tenant_id AND c.id = e.client_id
    LEFT JOIN tracking_values r ON r.tenant_id = s.tenant_id AND r.id = e.source_id
    LEFT JOIN tracking_values n ON n.tenant_id = s.tenant_id AND n.id = e.name_id
    WHERE e.tx >= ${BigInt(from.tx)} AND e.tx < ${BigInt(endTx)} AND (e.tx, e.id) > (${BigInt(from.tx)}, ${from.event}::uuid)
      AND e.site_no = ANY(${numbers}::int[]) AND e.name_id >= 0
    ORDER BY e.tx, e.id LIMIT ${rowsMax}`;
}

function toEvent(row: Row): LogEvent {
  const extra = row.extra === "" ? NO_EXTRA : Extra.catch(NO_EXTRA).parse(JSON.parse(row.extra));
  return {
    id: row.id,
    siteId: row.siteId,
    domain: row.domain,
    visitorKey: row.visitorKey,
    atMs: row.atMs,
    name: row.isPageView ? null : row.name,
    path: row.path,
    client: ClientValue.parse(JSON.parse(row.client)),
    source: row.source === null ? null : SourceValue.parse(JSON.parse(row.source)),
    props: extra.p,
    contactId: extra.c,
  };
}
