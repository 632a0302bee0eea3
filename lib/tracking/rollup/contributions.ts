import type { ZoneClock } from "../time/site-day";
import { eachHour, type Sign } from "./hours";
import { countRepeats, type DimensionTexts } from "./repeats";
import type { Tally } from "./tally";
import {
  COUNT_WIDTH,
  type DayKey,
  ENGAGEMENT,
  idOfCode,
  isEventCode,
  PAGE_VIEW,
  type RollupEvent,
  type VisitState,
} from "./types";
import { isBounce, isCounted, visitorDays } from "./visit-state";

/**
 * Adds up visits. Rules: a visit, its bounce and its visible time count on its start day (and hour); page views and custom
 * events count on their own day; a visitor counts once on every day on which one of their visits has an event, and in every
 * hour from a visit's start to its last event.
 * @param visits all visits of the visitors concerned, since a visitor of several visits counts once a day
 * @param only days to count; null: all
 */
export function addVisits(
  tally: Tally,
  visits: readonly VisitState[],
  sign: Sign,
  clock: ZoneClock,
  texts: DimensionTexts,
  only: ReadonlySet<number> | null = null,
): void {
  const counted = visits.filter(isCounted);
  for (const visit of counted) addVisit(tally, visit, sign, clock, only);
  countRepeats(tally, counted, sign, clock, texts, only);
}

/** Page views and custom events by hour: each event counts once for all time, whatever visit it goes to. */
export function addEventHours(tally: Tally, events: readonly RollupEvent[], clock: ZoneClock): void {
  for (const { nameId, atMs } of events) {
    if (nameId === ENGAGEMENT) continue;
    const counts = tally.hours.at(clock.hourMs(atMs));
    if (nameId === PAGE_VIEW) counts.pageViews += 1;
    else counts.events += 1;
  }
}

type Views = { day: number; pageViews: number; events: number };

function addVisit(
  tally: Tally,
  visit: VisitState,
  sign: Sign,
  clock: ZoneClock,
  only: ReadonlySet<number> | null,
): void {
  const isWanted = (day: number): boolean => only === null || only.has(day);
  const visitors = visitorDays(visit);
  if (isWanted(visit.startDay)) addStart(tally, visit, sign, clock);
  for (const [day] of visitors) {
    if (!isWanted(day)) continue;
    const target = tally.day(day);
    target.total.visitors += sign;
    if (visit.isIdentified) target.total.identifiedVisitors += sign;
    target.clients.at(visit.lead.clientId).visitors += sign;
    target.sources.at(visit.lead.sourceId).visitors += sign;
    if (!visit.exit) continue;
    target.entries.at(visit.lead.pathId).visitors += sign;
    target.exits.at(visit.exit.pathId).visitors += sign;
  }
  for (const views of viewsByDay(visit)) if (isWanted(views.day)) addViews(tally, visit, views, sign);
  addCodes(tally, visit, visitors, sign, isWanted);
  eachHour(visit, clock, (hourMs, day) => {
    if (isWanted(day)) tally.hours.at(hourMs).visitors += sign * keysOn(visitors, day);
  });
}

/** What counts where the visit starts. */
function addStart(tally: Tally, visit: VisitState, sign: Sign, clock: ZoneClock): void {
  const day = tally.day(visit.startDay);
  const bounces = isBounce(visit) ? sign : 0;
  const { lead, exit } = visit;
  const targets = [
    day.total,
    day.clients.at(lead.clientId),
    day.sources.at(lead.sourceId),
    tally.hours.at(clock.hourMs(visit.startedAtMs)),
  ];
  if (exit) targets.push(day.entries.at(lead.pathId), day.exits.at(exit.pathId));
  for (const counts of targets) {
    counts.visits += sign;
    counts.bounces += bounces;
    counts.visibleMs += sign * visit.visibleMs;
  }
  if (bounces !== 0) day.pages.at(lead.pathId).bounces += bounces;
}

function addViews(tally: Tally, visit: VisitState, { day, pageViews, events }: Views, sign: Sign): void {
  const target = tally.day(day);
  const targets = [
    target.total,
    target.clients.at(visit.lead.clientId),
    target.sources.at(visit.lead.sourceId),
  ];
  if (visit.exit) targets.push(target.entries.at(visit.lead.pathId), target.exits.at(visit.exit.pathId));
  for (const counts of targets) {
    counts.pageViews += sign * pageViews;
    counts.events += sign * events;
  }
}

function viewsByDay(visit: VisitState): Views[] {
  const { counts } = visit;
  if (counts[0] === counts[counts.length - COUNT_WIDTH])
    return [{ day: counts[0] ?? 0, pageViews: visit.pageViews, events: visit.customEvents }];
  const days: Views[] = [];
  for (let at = 0; at < counts.length; at += COUNT_WIDTH) {
    const [day = 0, code = 0, count = 0] = [counts[at], counts[at + 1], counts[at + 2]];
    let views = days.at(-1);
    if (views?.day !== day) days.push((views = { day, pageViews: 0, events: 0 }));
    if (isEventCode(code)) views.events += count;
    else views.pageViews += count;
  }
  return days;
}

/** Pages and custom events: a visit counts once on its start day for each, a visitor on each day of a view. */
function addCodes(
  tally: Tally,
  visit: VisitState,
  visitors: readonly DayKey[],
  sign: Sign,
  isWanted: (day: number) => boolean,
): void {
  const { counts } = visit;
  const isLong = counts[0] !== counts[counts.length - COUNT_WIDTH];
  const seen = isLong ? new Set<number>() : null;
  for (let at = 0; at < counts.length; at += COUNT_WIDTH) {
    const [day = 0, code = 0, count = 0, visibleMs = 0, scrollPct = 0] = counts.slice(at, at + COUNT_WIDTH);
    const isEvent = isEventCode(code);
    const listOf = (of: number) => (isEvent ? tally.day(of).events : tally.day(of).pages);
    if (isWanted(day)) {
      const target = listOf(day).at(idOfCode(code));
      target.visibleMs += sign * visibleMs;
      if (scrollPct > 0) {
        target.scrollPctSum += sign * scrollPct;
        target.scrollCount += sign;
      }
      if (isEvent) target.events += sign * count;
      else target.pageViews += sign * count;
      if (count > 0) target.visitors += sign * keysOn(visitors, day);
    }
    if (count === 0 || seen?.has(code)) continue;
    seen?.add(code);
    if (isWanted(visit.startDay)) listOf(visit.startDay).at(idOfCode(code)).visits += sign;
  }
}

/** How many keys a visit has on a day: one, unless the site's zone has changed meanwhile. */
function keysOn(visitors: readonly DayKey[], day: number): number {
  let count = 0;
  for (const pair of visitors) if (pair[0] === day) count += 1;
  return count;
}
