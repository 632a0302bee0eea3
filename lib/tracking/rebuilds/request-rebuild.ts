import { emitAudit } from "@/lib/audit";
import { nowMs } from "@/lib/clock";
import type { TenantDb } from "@/lib/db";
import { conflict, invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { emitEvent } from "@/lib/outbox";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteOrThrow } from "../sites/internal";
import { addDays, dayStartMs, siteDay } from "../time/site-day";
import { rebuildSelect, toRebuildDto } from "./internal";
import { type RebuildDto, RequestRebuildInput } from "./schemas";

/**
 * Has a day of a website counted again from its events; a job does it. What was imported for that day stays.
 * @throws AppError forbidden | not_found | conflict (the day is being rebuilt, or its events are gone), validation_failed
 */
export async function requestRebuild(
  ctx: Ctx,
  siteId: string,
  input: RequestRebuildInput,
): Promise<RebuildDto> {
  requirePermission(ctx, "sites.write");
  const { day } = RequestRebuildInput.parse(input);
  return withTenant(ctx, async (db) => {
    const site = await getSiteOrThrow(db, ctx, siteId);
    if (day > siteDay(site.timeZone, nowMs()))
      throw invalid([{ name: "day", reason: "That day has not begun yet" }]);
    await assertEventsKept(db, ctx, site, day);
    const open = await db.siteRebuild.findFirst({
      where: { tenantId: ctx.tenantId, siteId, day: new Date(day), status: { in: ["queued", "running"] } },
      select: { id: true },
    });
    if (open) throw conflict("This day is being counted again already.");
    const row = await db.siteRebuild.create({
      data: {
        id: newId(),
        tenantId: ctx.tenantId,
        siteId,
        day: new Date(day),
        requestedByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
      },
      select: rebuildSelect,
    });
    await emitAudit(db, ctx, {
      action: "site.rebuild",
      entityType: "site",
      entityId: siteId,
      after: { day },
    });
    await emitEvent(db, ctx, { type: "site.rebuild-requested", rebuildId: row.id });
    return toRebuildDto(row);
  });
}

/** Ids of events carry milliseconds since 1970: no log holds an earlier day, and not every date before it can be stored. */
const FIRST_DAY = "1970-01-03";

/** A day whose events are gone, wholly or at its edge, would be counted as empty. */
async function assertEventsKept(
  db: TenantDb,
  ctx: Ctx,
  site: { id: string; timeZone: string },
  day: string,
): Promise<void> {
  const { retentionDays } = await db.site.findFirstOrThrow({
    where: { tenantId: ctx.tenantId, id: site.id },
    select: { retentionDays: true },
  });
  const today = siteDay(site.timeZone, nowMs());
  // Visits begin on the day before, so that day's events must be there too.
  const isKept = retentionDays === null || addDays(day, -2) >= addDays(today, -retentionDays);
  const [log] =
    day < FIRST_DAY
      ? []
      : await db.$queryRaw<{ has: boolean }[]>`
    SELECT to_regclass('public.events_' || to_char(${new Date(dayStartMs(site.timeZone, addDays(day, -1)))}::timestamptz AT TIME ZONE 'UTC', 'YYYY_MM')) IS NOT NULL AS has`;
  if (!isKept || log?.has !== true)
    throw conflict(
      "The events of this day are gone, so it cannot be counted again. Its totals stay as they are.",
    );
}
