import type { EventKind } from "./wire";

/** An event ready to be stored; texts still stand for their dictionary ids. */
export type EventRow = {
  siteNo: number;
  tenantId: string;
  id: string;
  /** Signed decimal texts of 64-bit keys. */
  visitorKey: string;
  priorVisitorKey: string | null;
  occurredAtMs: number;
  kind: EventKind;
  path: string;
  client: string;
  source: string | null;
  name: string | null;
  propsJson: string | null;
  visibleMs: number | null;
};

/** The ids of a row's texts. */
export type RowIds = { path: number; client: number; source: number | null; name: number | null };

export const INSERT_EVENTS = `INSERT INTO events
    (site_no, tenant_id, id, visitor_key, prior_visitor_key, occurred_at, kind, path_id, client_id, source_id, name_id, visible_ms, props)
  SELECT u.site_no, u.tenant_id, u.id, u.visitor_key, u.prior_visitor_key, to_timestamp(u.at_ms / 1000), u.kind, u.path_id,
    u.client_id, u.source_id, u.name_id, u.visible_ms, u.props::jsonb
  FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::float8[], $7::smallint[], $8::int[], $9::int[],
    $10::int[], $11::int[], $12::int[], $13::text[])
    AS u(site_no, tenant_id, id, visitor_key, prior_visitor_key, at_ms, kind, path_id, client_id, source_id, name_id, visible_ms, props)
  ON CONFLICT DO NOTHING`;

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/**
 * The parameters of INSERT_EVENTS: Postgres array texts, put together here because all elements but the properties need no
 * quoting, which spares the driver's element-by-element work on the busiest path.
 */
export function insertParams(rows: readonly EventRow[], ids: readonly RowIds[]): string[] {
  const columns: string[] = new Array<string>(13).fill("{");
  rows.forEach((row, index) => {
    const id = ids[index];
    if (!id) throw new Error("every row needs its ids");
    const cells = [
      row.siteNo,
      row.tenantId,
      row.id,
      row.visitorKey,
      row.priorVisitorKey ?? "NULL",
      row.occurredAtMs,
      row.kind,
      id.path,
      id.client,
      id.source ?? "NULL",
      id.name ?? "NULL",
      row.visibleMs ?? "NULL",
      row.propsJson === null ? "NULL" : quoted(row.propsJson),
    ];
    const comma = index === 0 ? "" : ",";
    for (let column = 0; column < cells.length; column += 1) columns[column] += comma + cells[column];
  });
  return columns.map((column) => `${column}}`);
}
