import type { EventKind } from "../collect/wire";
import type { ClientValue, SourceValue } from "../values";

/** A stored event with its texts, as the rollup reads it. */
export type RollupEvent = {
  id: string;
  /** Signed decimal texts of 64-bit keys. */
  visitorKey: string;
  priorVisitorKey: string | null;
  atMs: number;
  kind: EventKind;
  pathId: number;
  path: string;
  client: ClientValue;
  source: SourceValue | null;
  visibleMs: number;
};

/**
 * The event that speaks for a visit: its first page view, without one its first custom event, else its first event.
 * Ordered by (rank, time, id), so that the order of arrival does not matter.
 */
export type LeadEvent = {
  rank: 0 | 1 | 2;
  atMs: number;
  eventId: string;
  path: string;
  client: ClientValue;
  source: SourceValue | null;
};

export type ExitPage = { atMs: number; eventId: string; path: string };

/** How often a page was viewed on a day; path id 0 counts the custom events of the day instead. */
export type PageCount = { day: string; pathId: number; count: number };
export const CUSTOM_EVENTS = 0;

/** One visit, with all that its numbers can be computed from. */
export type VisitState = {
  id: string;
  /** Key of the first event. */
  visitorKey: string;
  startedAtMs: number;
  endedAtMs: number;
  startDay: string;
  /** The visitor's key on each day that has an event; sorted. */
  dayKeys: readonly (readonly [day: string, key: string])[];
  lead: LeadEvent;
  exit: ExitPage | null;
  pages: readonly PageCount[];
  visibleMs: number;
};

/** A visit from the database, with the keys under which it was found. */
export type FoundVisit = { visit: VisitState; keys: readonly string[] };

export type SiteInfo = { id: string; no: number; tenantId: string; timeZone: string };
