import type { ClientValue, SourceValue } from "../values";

/** How far a reader of the log has come: everything up to this event of this transaction. */
export type LogPosition = {
  /** Transaction id as decimal text. */
  tx: string;
  /** The last event that was read of that transaction; NO_EVENT when none was. */
  event: string;
};

/** Comes before every event of a transaction. */
export const NO_EVENT = "00000000-0000-0000-0000-000000000000";

/** A page view or custom event of the log with its texts. */
export type LogEvent = {
  id: string;
  siteId: string;
  domain: string;
  /** Decimal text of a 64-bit number; says nothing outside the product. */
  visitorKey: string;
  atMs: number;
  /** null for a page view. */
  name: string | null;
  path: string;
  client: ClientValue;
  source: SourceValue | null;
  /** Properties of a custom event. */
  props: Record<string, unknown>;
  contactId: string | null;
};

export type LogPage = {
  /** In the order in which they were written. */
  events: LogEvent[];
  next: LogPosition;
  isCaughtUp: boolean;
};
