import { createHash } from "node:crypto";
import type { EventRow } from "@/lib/tracking/collect/event-rows";
import { keyDays } from "@/lib/tracking/collect/visitor-key";
import { EVENT_KIND, type EventKind } from "@/lib/tracking/collect/wire";
import { readAgent } from "@/lib/tracking/enrich/user-agent";
import { clientText, sourceText } from "@/lib/tracking/values";
import { Random } from "../random";
import type { PlannedVisit } from "./plan-day";

/** The site as the event log knows it. */
export type LoggedSite = {
  id: string;
  no: number;
  tenantId: string;
  timeZone: string;
  hosts: readonly string[];
  /** The same hosts in one text, as the source cache's key wants it. */
  hostsText: string;
};

/** A form that a visitor sent, with what ties it to the visit. */
export type SentForm = {
  kind: "contact" | "project_scope";
  atMs: number;
  /** The page view of the form's page. */
  eventId: string;
  visitorKey: string;
  priorVisitorKey: string | null;
  /** The key of the visit's first event, under which the visit is kept. */
  visitKey: string;
  label: string;
};

type RowExtras = Partial<Pick<EventRow, "source" | "name" | "propsJson" | "visibleMs">>;

export type VisitRows = { events: EventRow[]; sent: SentForm[] };

/** What the website in the sandbox calls a sent form (tests/sandbox/services/site/script.ts). */
const FORM_EVENT = "form_submit";

/** The rows that the collector would have written for a visit, in order of time. */
export function visitRows(site: LoggedSite, visit: PlannedVisit): VisitRows {
  const [first] = visit.steps;
  const last = visit.steps.at(-1);
  if (!first) return { events: [], sent: [] };
  const random = new Random(`${visit.visitor.label} ${first.atMs}`);
  const keys = new Map<string, string>();
  const { visitor } = visit;
  const client = clientText(
    readAgent(visitor.userAgent),
    { country: visitor.country, region: "", city: "" },
    visitor.language,
    visitor.widthPx,
  );
  // One literal, no spreads: there are a quarter of a million of these.
  const row = (kind: EventKind, path: string, atMs: number, more: RowExtras): EventRow => {
    const { day, priorDay } = keyDays(site.timeZone, atMs);
    return {
      siteNo: site.no,
      tenantId: site.tenantId,
      id: random.id(atMs),
      visitorKey: keyOf(keys, visitor.label, day),
      priorVisitorKey: priorDay === null ? null : keyOf(keys, visitor.label, priorDay),
      occurredAtMs: atMs,
      kind,
      path,
      client,
      source: more.source ?? null,
      name: more.name ?? null,
      propsJson: more.propsJson ?? null,
      visibleMs: more.visibleMs ?? null,
    };
  };
  const rows: VisitRows = { events: [], sent: [] };
  let visibleMs = 0;
  for (const step of visit.steps) {
    const source = step === first ? sourceText(site, visit.query, visit.referrer) : null;
    const view = row(EVENT_KIND.pageView, step.path, step.atMs, { source });
    rows.events.push(view);
    if (step.sent) {
      const props = JSON.stringify({ form: step.sent.kind === "contact" ? "contact" : "project" });
      rows.events.push(
        row(EVENT_KIND.custom, step.path, step.sent.atMs, { name: FORM_EVENT, propsJson: props }),
      );
      const { kind, atMs } = step.sent;
      const { id: eventId, visitorKey, priorVisitorKey } = view;
      const visitKey = rows.events[0]?.visitorKey ?? visitorKey;
      rows.sent.push({
        kind,
        atMs,
        eventId,
        visitorKey,
        priorVisitorKey,
        visitKey,
        label: `${visitor.label} ${atMs}`,
      });
    }
    visibleMs += step.visibleMs;
    // A browser tells the visible time of each page. Here the last page tells all of it: the same totals from a third
    // fewer rows, which keeps the first start short.
    if (step === last) rows.events.push(row(EVENT_KIND.engagement, step.path, step.leftAtMs, { visibleMs }));
  }
  return rows;
}

/** A visitor's key of a day: as with the real salts, nothing ties it to the key of another day. */
function keyOf(keys: Map<string, string>, visitor: string, day: string): string {
  const known = keys.get(day);
  if (known !== undefined) return known;
  const digest = createHash("sha256").update(`${visitor} on ${day}`).digest();
  const made = digest.readBigInt64BE(0).toString();
  keys.set(day, made);
  return made;
}
