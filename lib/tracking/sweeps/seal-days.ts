import { nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { systemCtx } from "@/lib/tenancy";
import { sealDay } from "../columns/seal-day";
import { LOOK_BACK_DAYS, type ReportSite } from "../columns/visit-rows";
import { addDays, siteDay } from "../time/site-day";

/** A day is closed when no visit of it can still be going on: half an hour, and some time for what arrives late. */
const CLOSED_AFTER_MS = 45 * 60_000;
const DIRTY_MAX = 1_000;

type DueDay = { tenantId: string; site: ReportSite; day: string };

const SITE = `s.tenant_id AS "tenantId", s.id, s.no, s.time_zone AS "timeZone"`;

const DIRTY = `SELECT ${SITE}, d.day::text AS day FROM visit_columns_days d
    JOIN sites s ON s.tenant_id = d.tenant_id AND s.no = d.site_no AND s.deleted_at IS NULL
  WHERE d.is_dirty OR d.sealed_at <= 'epoch'::timestamptz ORDER BY d.day DESC LIMIT ${DIRTY_MAX}`;

// The newest day is sealed in no zone yet when it lies two days before UTC's.
const BEHIND = `SELECT ${SITE}, last.day::text AS "lastDay", first.day::text AS "firstDay", s.last_event_at AS "lastEventAt"
  FROM sites s
    CROSS JOIN LATERAL (SELECT max(d.day) AS day FROM visit_columns_days d WHERE d.tenant_id = s.tenant_id AND d.site_no = s.no) last
    CROSS JOIN LATERAL (SELECT min(v.start_day) AS day FROM visits v WHERE v.site_no = s.no) first
  WHERE s.deleted_at IS NULL AND s.last_event_at IS NOT NULL AND first.day IS NOT NULL
    AND (last.day IS NULL OR last.day < ($1::timestamptz AT TIME ZONE 'UTC')::date)`;

type SiteRow = ReportSite & { tenantId: string };
type BehindRow = SiteRow & { lastDay: string | null; firstDay: string; lastEventAt: Date };

/**
 * Seals the days that have closed and those that have changed since, of all sites, oldest first for a site.
 * @param timeMaxMs after which no further day is begun
 * @returns how many days were sealed, and whether some are left
 */
export async function sealDays(timeMaxMs: number): Promise<{ sealed: number; isDone: boolean }> {
  const startedAtMs = performance.now();
  let sealed = 0;
  for (const { tenantId, site, day } of await dueDays()) {
    if (performance.now() - startedAtMs > timeMaxMs) return { sealed, isDone: false };
    if (await sealDay(systemCtx(tenantId, "tracking.seal-days"), site, day)) sealed += 1;
  }
  return { sealed, isDone: true };
}

async function dueDays(): Promise<DueDay[]> {
  const dirty = await systemPool().query<SiteRow & { day: string }>(DIRTY);
  const behind = await systemPool().query<BehindRow>(BEHIND, [new Date(nowMs())]);
  return [
    ...dirty.rows.map(({ day, ...row }) => dueDay(row, day)),
    ...behind.rows.flatMap((row) => closedDays(row).map((day) => dueDay(row, day))),
  ];
}

const dueDay = ({ tenantId, id, no, timeZone }: SiteRow, day: string): DueDay => ({
  tenantId,
  site: { id, no, timeZone },
  day,
});

/**
 * The days of a site from the last sealed one on, up to its last event or yesterday. Without a gap, and from some days
 * before the first one: a day counts as sealed only when the days before it have a mark that could be set.
 */
function closedDays({ timeZone, lastDay, firstDay, lastEventAt }: BehindRow): string[] {
  const lastClosed = addDays(siteDay(timeZone, nowMs() - CLOSED_AFTER_MS), -1);
  const lastEventDay = siteDay(timeZone, lastEventAt.getTime());
  const until = lastEventDay < lastClosed ? lastEventDay : lastClosed;
  const days: string[] = [];
  let day = lastDay === null ? addDays(firstDay, -LOOK_BACK_DAYS) : addDays(lastDay, 1);
  for (; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
