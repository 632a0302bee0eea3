import { EVENT_KIND } from "../collect/wire";
import { siteDay } from "../time/site-day";
import {
  CUSTOM_EVENTS,
  type ExitPage,
  type LeadEvent,
  type PageCount,
  type RollupEvent,
  type VisitState,
} from "./types";

const VISIBLE_MS_MAX = 2_147_483_647;
const BOUNCE_VISIBLE_MS = 10_000;

/** The visit that consists of one event; whoever keeps it gives it an id. */
export function visitOfEvent(event: RollupEvent, timeZone: string): VisitState {
  const day = siteDay(timeZone, event.atMs);
  const isPageView = event.kind === EVENT_KIND.pageView;
  const rank = isPageView ? 0 : event.kind === EVENT_KIND.custom ? 1 : 2;
  const { atMs, id: eventId, path, client, source } = event;
  return {
    id: "",
    visitorKey: event.visitorKey,
    startedAtMs: atMs,
    endedAtMs: atMs,
    startDay: day,
    dayKeys: [[day, event.visitorKey]],
    lead: { rank, atMs, eventId, path: isPageView ? path : "", client, source },
    exit: isPageView ? { atMs, eventId, path } : null,
    pages: rank === 2 ? [] : [{ day, pathId: isPageView ? event.pathId : CUSTOM_EVENTS, count: 1 }],
    visibleMs: event.visibleMs,
  };
}

/** Joins two visits of one visitor; keeps the id of `a`. The result does not depend on which is which otherwise. */
export function joinVisits(a: VisitState, b: VisitState): VisitState {
  const first = startsBefore(a, b) ? a : b;
  return {
    id: a.id,
    visitorKey: first.visitorKey,
    startedAtMs: first.startedAtMs,
    endedAtMs: Math.max(a.endedAtMs, b.endedAtMs),
    startDay: first.startDay,
    dayKeys: joinDayKeys(a.dayKeys, b.dayKeys),
    lead: leadsBefore(a.lead, b.lead) ? a.lead : b.lead,
    exit: laterExit(a.exit, b.exit),
    pages: joinPages(a.pages, b.pages),
    visibleMs: Math.min(a.visibleMs + b.visibleMs, VISIBLE_MS_MAX),
  };
}

function startsBefore(a: VisitState, b: VisitState): boolean {
  if (a.startedAtMs !== b.startedAtMs) return a.startedAtMs < b.startedAtMs;
  return a.visitorKey <= b.visitorKey;
}

function leadsBefore(a: LeadEvent, b: LeadEvent): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.atMs !== b.atMs) return a.atMs < b.atMs;
  return a.eventId <= b.eventId;
}

function laterExit(a: ExitPage | null, b: ExitPage | null): ExitPage | null {
  if (!a || !b) return a ?? b;
  if (a.atMs !== b.atMs) return a.atMs > b.atMs ? a : b;
  return a.eventId >= b.eventId ? a : b;
}

function joinDayKeys(a: VisitState["dayKeys"], b: VisitState["dayKeys"]): VisitState["dayKeys"] {
  const missing = b.filter(([day, key]) => !a.some((pair) => pair[0] === day && pair[1] === key));
  if (missing.length === 0) return a;
  return [...a, ...missing].sort((x, y) => (x.join() < y.join() ? -1 : 1));
}

function joinPages(a: readonly PageCount[], b: readonly PageCount[]): PageCount[] {
  const pages = [...a];
  for (const page of b) {
    const index = pages.findIndex((other) => other.day === page.day && other.pathId === page.pathId);
    const present = pages[index];
    if (present) pages[index] = { ...present, count: present.count + page.count };
    else pages.push(page);
  }
  return pages;
}

/** Page views of a visit. */
export const pageViewsOf = (visit: VisitState): number =>
  visit.pages.reduce((sum, page) => sum + (page.pathId === CUSTOM_EVENTS ? 0 : page.count), 0);

/** Custom events of a visit. */
export const customEventsOf = (visit: VisitState): number =>
  visit.pages.reduce((sum, page) => sum + (page.pathId === CUSTOM_EVENTS ? page.count : 0), 0);

/** Whether a visit counts: visible time alone (a tab left open) is no visit. */
export const isCounted = (visit: VisitState): boolean => visit.pages.length > 0;

/** One page view, no custom event, less than 10 s visible. */
export const isBounce = (visit: VisitState): boolean =>
  pageViewsOf(visit) === 1 && customEventsOf(visit) === 0 && visit.visibleMs < BOUNCE_VISIBLE_MS;
