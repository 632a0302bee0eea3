import { nowMs } from "@/lib/clock";
import { type Ctx, requirePermission } from "@/lib/tenancy";
import { type BinaryRow, readBigInt, readInt, readTimeMs } from "../columns/copy-out";
import { readAsTenant, type ReportDb } from "../columns/report-db";
import { idAt } from "../columns/read-properties";
import { readTexts } from "../columns/value-texts";
import type { LiveDto } from "../report-schemas";
import { readReportSite } from "../reports/query-reports";
import { type LiveEvent, summarise } from "./summarise";

export const HALF_HOUR_MS = 30 * 60_000;
/** Newest events of the half hour that are looked at. */
const EVENTS_MAX = 30_000;

/** Who is on the website now and in the last half hour, from the newest events of the log. @throws AppError not_found */
export async function getLive(ctx: Ctx, siteId: string): Promise<LiveDto> {
  requirePermission(ctx, "reports.read");
  return readAsTenant(ctx, async (db) => {
    const site = await readReportSite(db, siteId);
    const atMs = nowMs();
    const events = await readNewest(db, site.no, atMs);
    const texts = await readTexts(
      db,
      events.flatMap(({ pathId, clientId, sourceId, nameId }) => [pathId, clientId, sourceId, nameId]),
    );
    return summarise(events, texts, atMs, events.length >= EVENTS_MAX);
  });
}

async function readNewest(db: ReportDb, siteNo: number, atMs: number): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  await db.copy(
    `SELECT id, event_at(id, extra), visitor_key, path_id, client_id, source_id, name_id FROM events
      WHERE site_no = ${siteNo} AND id >= '${idAt(atMs - HALF_HOUR_MS)}' AND id < '${idAt(atMs + HALF_HOUR_MS)}'
      ORDER BY id DESC LIMIT ${EVENTS_MAX}`,
    (row) => events.push(eventOf(row)),
  );
  return events;
}

const eventOf = (row: BinaryRow): LiveEvent => ({
  id: uuidOf(row[0]),
  atMs: readTimeMs(row[1]),
  visitorKey: readBigInt(row[2]),
  pathId: readInt(row[3]),
  clientId: readInt(row[4]),
  sourceId: readInt(row[5]),
  nameId: readInt(row[6]),
});

function uuidOf(field: Buffer | null | undefined): string {
  const hex = field?.toString("hex") ?? "";
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
