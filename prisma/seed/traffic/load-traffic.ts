import { systemPool } from "@/lib/db";
import { idTimeMs } from "@/lib/ids";
import { EventWriter } from "@/lib/tracking/collect/event-writer";
import { daysBetween, siteDay } from "@/lib/tracking/time/site-day";
import { visitRows, type LoggedSite, type SentForm } from "./event-rows";
import { planDay } from "./plan-day";
import type { TrafficProfile } from "./profile";

/** A day's events go into one commit; a busy day has a few thousand. */
const WRITER = { batchRowsMax: 10_000, queueRowsMax: 50_000, patienceMs: 5_000, commitsMax: 2 };

export type LoadedTraffic = { visits: number; events: number; newEvents: number; sent: SentForm[] };

/**
 * Writes a site's events of all days up to now into the log, through the collector's own writer: dictionary, columns and
 * "once only" are its. What is in the log already stays as it is.
 * @param period fromDay: `YYYY-MM-DD` in the site's zone, day 0 of its growth; nowMs: nothing later is written
 */
export async function loadTraffic(
  site: LoggedSite,
  profile: TrafficProfile,
  period: { fromDay: string; nowMs: number },
): Promise<LoadedTraffic> {
  const writer = new EventWriter(
    systemPool(),
    { onAway: fail, onBack: () => undefined, onRefused: (_row, error) => fail(error) },
    WRITER,
  );
  await systemPool().query("SELECT ensure_event_partitions($1::date)", [period.fromDay]);
  const loaded: LoadedTraffic = { visits: 0, events: 0, newEvents: 0, sent: [] };
  const days = daysBetween(period.fromDay, siteDay(profile.timeZone, period.nowMs));
  let stored = Promise.resolve();
  for (const [index, day] of days.entries()) {
    const plans = planDay(profile, day, index).map((visit) => visitRows(site, visit));
    const events = plans
      .flatMap((plan) => plan.events)
      .filter((event) => idTimeMs(event.id) <= period.nowMs)
      .sort((a, b) => idTimeMs(a.id) - idTimeMs(b.id));
    // One day is planned while Postgres stores the day before.
    await stored;
    stored = writer.submit(events);
    loaded.visits += plans.filter(
      (plan) => plan.events[0] !== undefined && idTimeMs(plan.events[0].id) <= period.nowMs,
    ).length;
    loaded.events += events.length;
    loaded.sent.push(...plans.flatMap((plan) => plan.sent).filter((sent) => sent.atMs <= period.nowMs));
  }
  await stored;
  loaded.newEvents = writer.counts.rows;
  return loaded;
}

function fail(error: unknown): never {
  throw error;
}
