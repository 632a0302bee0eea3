import { createHash } from "node:crypto";
import type { EventRow, Extra } from "@/lib/tracking/collect/event-rows";
import { keyDays } from "@/lib/tracking/collect/visitor-key";
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

export type VisitRows = { events: EventRow[]; sent: SentForm[] };

/** What the website in the sandbox calls a sent form (tests/sandbox/services/site/script.ts). */
const FORM_EVENT = "form_submit";

/** The rows that the collector would have written for a visit, in order of time but for the engagement reports. */
export function visitRows(site: LoggedSite, visit: PlannedVisit): VisitRows {
  const [first] = visit.steps;
  if (!first) return { events: [], sent: [] };
  const rows = new RowMaker(site, visit);
  const made: VisitRows = { events: [], sent: [] };
  const engagement: EventRow[] = [];
  for (const step of visit.steps) {
    const source = step === first ? sourceText(site, visit.query, visit.referrer) : null;
    const view = rows.make(step.path, step.atMs, { name: null, source });
    made.events.push(view);
    if (step.sent) {
      const { kind, atMs } = step.sent;
      const p = { form: kind === "contact" ? "contact" : "project" };
      made.events.push(rows.make(step.path, atMs, { name: FORM_EVENT, extra: { p } }));
      made.sent.push({
        kind,
        atMs,
        eventId: view.id,
        ...rows.keysAt(step.atMs),
        visitKey: made.events[0]?.visitorKey ?? view.visitorKey,
        label: `${visit.visitor.label} ${atMs}`,
      });
    }
  }
  for (const { path, leftAtMs, visibleMs } of visit.steps) {
    const d = Math.min(SCROLL_START_PCT + Math.round(visibleMs / SCROLL_MS_A_PCT), 100);
    engagement.push(rows.make(path, leftAtMs, { name: "", extra: { v: visibleMs, d } }));
  }
  return { events: [...made.events, ...engagement], sent: made.sent };
}

// Whoever stays longer sees more of a page; without a draw, so that ids stay what they are.
const SCROLL_START_PCT = 20;
const SCROLL_MS_A_PCT = 700;

type Given = { name: string | null; source?: string | null; extra?: Extra };

/** Makes the rows of one visitor. */
class RowMaker {
  private readonly random: Random;
  private readonly keys = new Map<string, string>();
  private readonly client: string;
  private readonly label: string;

  constructor(
    private readonly site: LoggedSite,
    { visitor, steps }: PlannedVisit,
  ) {
    this.label = visitor.label;
    this.random = new Random(`${visitor.label} ${steps[0]?.atMs ?? 0}`);
    this.client = clientText(
      readAgent(visitor.userAgent),
      { country: visitor.country, region: "", city: "" },
      visitor.language,
      visitor.widthPx,
    );
  }

  // One literal, no spreads where nothing is to be said: there are a third of a million of these.
  make(path: string, atMs: number, { name, source = null, extra }: Given): EventRow {
    const { visitorKey, priorVisitorKey } = this.keysAt(atMs);
    const all = priorVisitorKey === null ? extra : { ...extra, y: priorVisitorKey };
    return {
      siteNo: this.site.no,
      tenantId: this.site.tenantId,
      id: this.random.id(atMs),
      visitorKey,
      path,
      client: this.client,
      source,
      name,
      extra: all ? JSON.stringify(all) : "",
    };
  }

  keysAt(atMs: number): { visitorKey: string; priorVisitorKey: string | null } {
    const { day, priorDay } = keyDays(this.site.timeZone, atMs);
    return {
      visitorKey: keyOf(this.keys, this.label, day),
      priorVisitorKey: priorDay === null ? null : keyOf(this.keys, this.label, priorDay),
    };
  }
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
