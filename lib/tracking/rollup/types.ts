/** A stored event as the rollup reads it; texts stay ids of the dictionary. */
export type RollupEvent = {
  id: string;
  /** Signed decimal text of a 64-bit key, and further keys under which the visit may already stand. */
  visitorKey: string;
  otherKeys: readonly string[];
  atMs: number;
  pathId: number;
  clientId: number;
  /** 0: none. */
  sourceId: number;
  /** {@link PAGE_VIEW}, {@link ENGAGEMENT}, or the id of a custom event's name. */
  nameId: number;
  visibleMs: number;
  /** Deepest scroll, percent. */
  scrollPct: number;
  /** Sent after consent, under the key of the visitor's cookie. */
  isIdentified: boolean;
  contactId: string | null;
};

export const PAGE_VIEW = 0;
export const ENGAGEMENT = -1;

/**
 * The event that speaks for a visit: its first page view, without one its first custom event, else its first event.
 * Ordered by (rank, time, id), so that the order of arrival does not matter.
 */
export type LeadEvent = {
  rank: 0 | 1 | 2;
  atMs: number;
  eventId: string;
  pathId: number;
  clientId: number;
  sourceId: number;
};

export type ExitPage = { atMs: number; eventId: string; pathId: number };

/** The key of a visitor on one day since 1970-01-01. */
export type DayKey = readonly [day: number, key: string];

/** One visit, with all that its numbers can be computed from. Lists are flat; their order says nothing about arrival. */
export type VisitState = {
  id: string;
  /** The cookie's key once the visit has one (of several the smallest), else the key of the first event. */
  visitorKey: string;
  isIdentified: boolean;
  startedAtMs: number;
  endedAtMs: number;
  startDay: number;
  /** Without consent: the visitor's key on each day that has an event, ordered. With consent it is visitorKey on all days. */
  dayKeys: readonly DayKey[];
  lead: LeadEvent;
  exit: ExitPage | null;
  pageViews: number;
  customEvents: number;
  visibleMs: number;
  /** Fives, ordered by (day, code): day since 1970-01-01, code, count, visible ms, deepest scroll percent. */
  counts: readonly number[];
  /** Pairs, ordered: Unix second, code; the first {@link STEPS_MAX} page views and custom events. */
  steps: readonly number[];
  /** Pairs, ordered: Unix second of first sight, source id; one a source, the first {@link TOUCHES_MAX}. */
  touches: readonly number[];
  contactId: string | null;
};

export const COUNT_WIDTH = 5;
export const STEPS_MAX = 300;
export const TOUCHES_MAX = 100;

export const pageCode = (pathId: number): number => pathId * 2;
export const eventCode = (nameId: number): number => nameId * 2 + 1;
export const isEventCode = (code: number): boolean => code % 2 === 1;
/** The path id or name id of a code. */
export const idOfCode = (code: number): number => Math.floor(code / 2);

/** A visit from the database, with the keys under which it was found. */
export type FoundVisit = { visit: VisitState; keys: readonly string[] };

export type SiteInfo = { id: string; no: number; tenantId: string; timeZone: string };
