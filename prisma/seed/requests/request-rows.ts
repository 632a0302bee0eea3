import { createHash } from "node:crypto";
import { DEMO_USER_ID, iso } from "../accounts";
import { fixedId } from "../random";
import type { Row } from "../insert-rows";
import type { PlannedRequest } from "./plan-requests";

/** Where the requests of one website belong. */
export type RequestPlace = {
  tenantId: string;
  siteNo: number;
  forms: Readonly<Record<"contact" | "project_scope", string | null>>;
  nowMs: number;
};

export type RequestRows = {
  contacts: Row[];
  submissions: Row[];
  scopes: Row[];
  notifications: Row[];
  audit: Row[];
};

const DAY_MS = 86_400_000;
const NOTIFIED_MS = 30 * DAY_MS;
const BODY_CHARS_MAX = 160;

/**
 * The rows that the product would have written for requests: contact, request, notification and audit.
 * @param visits request id -> id of the visit that sent it
 */
export function requestRows(
  place: RequestPlace,
  requests: readonly PlannedRequest[],
  visits: ReadonlyMap<string, string>,
): RequestRows {
  const rows: RequestRows = { contacts: [], submissions: [], scopes: [], notifications: [], audit: [] };
  const contactIds = new Map<string, string>();
  for (const request of requests) {
    const formId = place.forms[request.sent.kind];
    if (formId === null) continue;
    const contactId = contactOf(place, request, formId, contactIds, rows);
    const row = requestRow(place, request, { formId, contactId, visitId: visits.get(request.id) ?? null });
    if (request.scope) rows.scopes.push({ ...row, scope_details: request.scope });
    else rows.submissions.push(row);
    rows.audit.push(...auditRows(place, request, formId, contactId));
    if (place.nowMs - request.sent.atMs < NOTIFIED_MS)
      rows.notifications.push(notificationRow(place, request));
  }
  return rows;
}

function contactOf(
  place: RequestPlace,
  { person, sent }: PlannedRequest,
  formId: string,
  known: Map<string, string>,
  rows: RequestRows,
): string {
  const found = known.get(person.email);
  if (found !== undefined) return found;
  const id = fixedId(sent.atMs, `contact ${person.email}`);
  known.set(person.email, id);
  const { email, name, company, phone } = person;
  const at = iso(sent.atMs);
  rows.contacts.push({
    id,
    tenant_id: place.tenantId,
    email,
    name,
    company_name: company,
    phone,
    created_at: at,
    updated_at: at,
  });
  const after = { id, email, name, companyName: company, phone, createdAt: at, updatedAt: at };
  rows.audit.push(
    audit(place, {
      by: `form:${formId}`,
      action: "contact.create",
      entity: ["contact", id],
      after,
      atMs: sent.atMs,
    }),
  );
  return id;
}

function requestRow(
  place: RequestPlace,
  { id, person, message, status, handledAtMs, sent, scope }: PlannedRequest,
  links: { formId: string; contactId: string; visitId: string | null },
): Row {
  const print = createHash("sha256")
    .update(JSON.stringify([person, message, scope]))
    .digest("hex")
    .slice(0, 40);
  return {
    id,
    tenant_id: place.tenantId,
    form_id: links.formId,
    contact_id: links.contactId,
    name: person.name,
    email: person.email,
    company: person.company,
    phone: person.phone,
    message,
    status,
    visit_id: links.visitId,
    tracking_site_no: place.siteNo,
    tracking_event_id: sent.eventId,
    visitor_key: sent.visitorKey,
    prior_visitor_key: sent.priorVisitorKey,
    dedupe_key: `${print}.${Math.floor(sent.atMs / 600_000)}`,
    created_at: iso(sent.atMs),
    updated_at: iso(handledAtMs ?? sent.atMs),
  };
}

function notificationRow(
  place: RequestPlace,
  { id, sent, person, message, handledAtMs }: PlannedRequest,
): Row {
  const createdMs = sent.atMs + 1_000;
  const readAtMs = handledAtMs ?? (place.nowMs - createdMs > 2 * DAY_MS ? createdMs + DAY_MS / 4 : null);
  return {
    id: fixedId(createdMs, `notification ${id}`),
    tenant_id: place.tenantId,
    user_id: DEMO_USER_ID,
    kind: "request",
    title: `${sent.kind === "contact" ? "New request" : "New project request"} from ${person.name}`,
    body: message.length > BODY_CHARS_MAX ? `${message.slice(0, BODY_CHARS_MAX - 1)}…` : message,
    href: `/crm/requests/${id}`,
    dedupe_key: `request:${id}`,
    read_at: readAtMs === null ? null : iso(readAtMs),
    created_at: iso(createdMs),
  };
}

function auditRows(place: RequestPlace, request: PlannedRequest, formId: string, contactId: string): Row[] {
  const entity = ["request", request.id] as const;
  const { kind, atMs } = request.sent;
  const made = audit(place, {
    by: `form:${formId}`,
    action: "request.create",
    entity,
    after: { kind, formId, contactId },
    atMs,
  });
  if (request.handledAtMs === null) return [made];
  return [
    made,
    audit(place, {
      by: null,
      action: "request.update",
      entity,
      before: { status: "new" },
      after: { status: request.status },
      atMs: request.handledAtMs,
    }),
  ];
}

type Act = {
  /** The public key that let somebody in; null: the demo person. */
  by: string | null;
  action: string;
  entity: readonly [type: string, id: string];
  before?: unknown;
  after: unknown;
  atMs: number;
};

/** An audit row in the past. */
export function audit(
  place: Pick<RequestPlace, "tenantId">,
  { by, action, entity, before, after, atMs }: Act,
): Row {
  const label = `${action} ${entity[1]}`;
  return {
    id: fixedId(atMs, `audit ${label}`),
    tenant_id: place.tenantId,
    actor_type: by === null ? "user" : "public",
    actor_id: by ?? DEMO_USER_ID,
    action,
    entity_type: entity[0],
    entity_id: entity[1],
    before: before ?? null,
    after,
    request_id: fixedId(atMs, `request of ${label}`),
    created_at: iso(atMs),
  };
}
