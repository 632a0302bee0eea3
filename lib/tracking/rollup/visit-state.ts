import type { ZoneClock } from "../time/site-day";
import { addTouch, CountList, cutSteps, insertPair, INTEGER_MAX } from "./flat-lists";
import {
  COUNT_WIDTH,
  type DayKey,
  ENGAGEMENT,
  eventCode,
  type ExitPage,
  type LeadEvent,
  PAGE_VIEW,
  pageCode,
  type RollupEvent,
  type VisitState,
} from "./types";

const BOUNCE_VISIBLE_MS = 10_000;

/**
 * Joins stored visits and new events of one visitor to one visit. Only sums, least and greatest values of what is given, so
 * neither order nor grouping matters: joining in steps gives what joining at once gives.
 * @param id of the visit that comes out
 */
export function buildVisit(
  id: string,
  visits: readonly VisitState[],
  events: readonly RollupEvent[],
  clock: ZoneClock,
): VisitState {
  const build = new VisitBuild();
  for (const visit of visits) build.addVisit(visit);
  for (const event of events) build.addEvent(event, clock);
  return build.toVisit(id, clock);
}

class VisitBuild {
  private startedAtMs = Infinity;
  private endedAtMs = -Infinity;
  private firstKey = "";
  private cookieKey: string | null = null;
  private lead: LeadEvent | null = null;
  private exit: ExitPage | null = null;
  private pageViews = 0;
  private customEvents = 0;
  private visibleMs = 0;
  private contactId: string | null = null;
  private dayKeys: DayKey[] = [];
  private readonly counts = new CountList();
  private readonly steps: number[] = [];
  private readonly touches: number[] = [];

  addVisit(visit: VisitState): void {
    this.addTimes(visit.startedAtMs, visit.endedAtMs, visit.visitorKey);
    if (visit.isIdentified) this.addCookieKey(visit.visitorKey);
    if (this.lead === null || leadsBefore(visit.lead, this.lead)) this.lead = visit.lead;
    if (visit.exit && (this.exit === null || exitsAfter(visit.exit, this.exit))) this.exit = visit.exit;
    this.pageViews += visit.pageViews;
    this.customEvents += visit.customEvents;
    this.visibleMs += visit.visibleMs;
    this.addContact(visit.contactId);
    for (const [day, key] of visit.dayKeys) this.addDayKey(day, key);
    this.counts.addAll(visit.counts);
    eachPair(visit.steps, (second, code) => insertPair(this.steps, second, code));
    eachPair(visit.touches, (second, sourceId) => addTouch(this.touches, second, sourceId));
  }

  addEvent(event: RollupEvent, clock: ZoneClock): void {
    const { atMs, id: eventId, pathId, clientId, sourceId, nameId } = event;
    this.addTimes(atMs, atMs, event.visitorKey);
    if (event.isIdentified) this.addCookieKey(event.visitorKey);
    const isPage = nameId === PAGE_VIEW;
    const rank = isPage ? 0 : nameId === ENGAGEMENT ? 2 : 1;
    const lead: LeadEvent = { rank, atMs, eventId, pathId: isPage ? pathId : 0, clientId, sourceId };
    if (this.lead === null || leadsBefore(lead, this.lead)) this.lead = lead;
    if (isPage && (this.exit === null || exitsAfter({ atMs, eventId, pathId }, this.exit)))
      this.exit = { atMs, eventId, pathId };
    this.pageViews += isPage ? 1 : 0;
    this.customEvents += rank === 1 ? 1 : 0;
    this.visibleMs += event.visibleMs;
    this.addContact(event.contactId);
    const day = clock.dayNumber(atMs);
    this.addDayKey(day, event.visitorKey);
    const code = rank === 1 ? eventCode(nameId) : pageCode(pathId);
    this.counts.add(day, code, rank === 2 ? 0 : 1, event.visibleMs, event.scrollPct);
    if (rank === 2) return;
    const second = Math.floor(atMs / 1_000);
    insertPair(this.steps, second, code);
    if (isPage && sourceId !== 0) addTouch(this.touches, second, sourceId);
  }

  toVisit(id: string, clock: ZoneClock): VisitState {
    if (this.lead === null) throw new Error("a visit has at least one event");
    const isIdentified = this.cookieKey !== null;
    return {
      id,
      visitorKey: this.cookieKey ?? this.firstKey,
      isIdentified,
      startedAtMs: this.startedAtMs,
      endedAtMs: this.endedAtMs,
      startDay: clock.dayNumber(this.startedAtMs),
      dayKeys: isIdentified ? [] : this.dayKeys.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)),
      lead: this.lead,
      exit: this.exit,
      pageViews: this.pageViews,
      customEvents: this.customEvents,
      visibleMs: Math.min(this.visibleMs, INTEGER_MAX),
      counts: this.counts.toList(),
      steps: cutSteps(this.steps),
      touches: this.touches,
      contactId: this.contactId,
    };
  }

  private addTimes(startedAtMs: number, endedAtMs: number, key: string): void {
    if (startedAtMs < this.startedAtMs || (startedAtMs === this.startedAtMs && key < this.firstKey)) {
      this.startedAtMs = startedAtMs;
      this.firstKey = key;
    }
    if (endedAtMs > this.endedAtMs) this.endedAtMs = endedAtMs;
  }

  private addCookieKey(key: string): void {
    if (this.cookieKey === null || key < this.cookieKey) this.cookieKey = key;
  }

  private addContact(contactId: string | null): void {
    if (contactId !== null && (this.contactId === null || contactId < this.contactId))
      this.contactId = contactId;
  }

  private addDayKey(day: number, key: string): void {
    for (const pair of this.dayKeys) if (pair[0] === day && pair[1] === key) return;
    this.dayKeys.push([day, key]);
  }
}

function eachPair(pairs: readonly number[], take: (first: number, second: number) => void): void {
  for (let at = 0; at < pairs.length; at += 2) take(pairs[at] ?? 0, pairs[at + 1] ?? 0);
}

function leadsBefore(a: LeadEvent, b: LeadEvent): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.atMs !== b.atMs) return a.atMs < b.atMs;
  return a.eventId < b.eventId;
}

const exitsAfter = (a: ExitPage, b: ExitPage): boolean =>
  a.atMs !== b.atMs ? a.atMs > b.atMs : a.eventId > b.eventId;

/** The visitor's key on each day of a visit: what a visitor is counted by. */
export function visitorDays(visit: VisitState): readonly DayKey[] {
  if (!visit.isIdentified) return visit.dayKeys;
  const days: DayKey[] = [];
  for (let at = 0; at < visit.counts.length; at += COUNT_WIDTH) {
    const day = visit.counts[at] ?? 0;
    if (days.at(-1)?.[0] !== day) days.push([day, visit.visitorKey]);
  }
  return days;
}

/** Whether a visit counts: visible time alone (a tab left open) is no visit. */
export const isCounted = (visit: VisitState): boolean => visit.pageViews + visit.customEvents > 0;

/** One page view, no custom event, less than 10 s visible. */
export const isBounce = (visit: VisitState): boolean =>
  visit.pageViews === 1 && visit.customEvents === 0 && visit.visibleMs < BOUNCE_VISIBLE_MS;
