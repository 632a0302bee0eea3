import type { PoolClient } from "pg";
import { iso } from "../accounts";
import { asTenant } from "../connections";
import { insertRows } from "../insert-rows";
import type { PlannedRequest } from "./plan-requests";
import { requestRows, type RequestPlace } from "./request-rows";

/**
 * Adds requests with their contacts, notifications and audit rows, each tied to the visit that sent it; the rollup must
 * have made the visits.
 * @returns how many requests were new
 */
export function loadRequests(place: RequestPlace, requests: readonly PlannedRequest[]): Promise<number> {
  return asTenant(place.tenantId, async (client) => {
    const rows = requestRows(place, requests, await findVisits(client, place, requests));
    await insertRows(client, "contacts", rows.contacts);
    const added =
      (await insertRows(client, "contact_submissions", rows.submissions)) +
      (await insertRows(client, "project_scope_requests", rows.scopes));
    await insertRows(client, "notifications", rows.notifications);
    await insertRows(client, "audit_logs", rows.audit);
    return added;
  });
}

const VISITS = `SELECT r.id AS request_id, v.id AS visit_id
  FROM unnest($3::uuid[], $4::bigint[], $5::timestamptz[]) AS r(id, visitor_key, sent_at)
  JOIN visits v ON v.tenant_id = $1 AND v.site_no = $2 AND v.visitor_key = r.visitor_key AND v.merged_into_id IS NULL
    AND v.started_at <= r.sent_at AND v.last_event_at > r.sent_at - interval '30 minutes'`;

async function findVisits(
  client: PoolClient,
  place: RequestPlace,
  requests: readonly PlannedRequest[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ request_id: string; visit_id: string }>(VISITS, [
    place.tenantId,
    place.siteNo,
    requests.map((request) => request.id),
    requests.map((request) => request.sent.visitKey),
    requests.map((request) => iso(request.sent.atMs)),
  ]);
  return new Map(rows.map((row) => [row.request_id, row.visit_id]));
}
