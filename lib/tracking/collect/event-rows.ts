/** An event ready to be stored; texts still stand for their dictionary ids. */
export type EventRow = {
  siteNo: number;
  tenantId: string;
  id: string;
  /** Signed decimal text of a 64-bit key. */
  visitorKey: string;
  path: string;
  client: string;
  source: string | null;
  /** null: a page view; "": an engagement report; else the name of a custom event. */
  name: string | null;
  /** "" or compact JSON, see {@link Extra}. */
  extra: string;
};

/** What most events do not have; stored as compact JSON in one column, so that a plain page view pays nothing for it. */
export type Extra = {
  /** Properties of a custom event. */
  p?: Readonly<Record<string, string | number | boolean>>;
  /** Visible milliseconds. */
  v?: number;
  /** Deepest scroll, percent. */
  d?: number;
  /** Milliseconds to add to the time in the id, where the browser's clock is off. */
  o?: number;
  /** Another key under which the visit may already stand; signed decimal text. */
  y?: string;
  /** Contact that the visitor turned out to be. */
  c?: string;
  /** 1: the visitor agreed to be recognised. */
  h?: 1;
};

/** name_id of the two kinds that have no name. */
export const PAGE_VIEW_NAME_ID = 0;
export const ENGAGEMENT_NAME_ID = -1;

/** The ids of a row's texts; source 0 = none. */
export type RowIds = { path: number; client: number; source: number; name: number };

// The transaction's id is written down once a statement instead of once a row.
export const INSERT_EVENTS = `INSERT INTO events (site_no, id, visitor_key, path_id, client_id, source_id, name_id, extra, tx)
  SELECT u.site_no, u.id, u.visitor_key, u.path_id, u.client_id, u.source_id, u.name_id, u.extra, t.tx
  FROM unnest($1::int[], $2::uuid[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::int[], $8::text[])
    AS u(site_no, id, visitor_key, path_id, client_id, source_id, name_id, extra),
    (SELECT pg_current_xact_id()::text::bigint AS tx) t
  ON CONFLICT DO NOTHING`;

const COLUMNS = 8;

const quoted = (text: string): string =>
  text === "" ? '""' : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/**
 * The parameters of INSERT_EVENTS: Postgres array texts, put together here because all elements but the last column need no
 * quoting, which spares the driver's element-by-element work on the busiest path.
 */
export function insertParams(rows: readonly EventRow[], ids: readonly RowIds[]): string[] {
  const columns: string[] = new Array<string>(COLUMNS).fill("{");
  let comma = "";
  rows.forEach((row, index) => {
    const id = ids[index];
    if (!id) throw new Error("every row needs its ids");
    columns[0] += comma + row.siteNo;
    columns[1] += comma + row.id;
    columns[2] += comma + row.visitorKey;
    columns[3] += comma + id.path;
    columns[4] += comma + id.client;
    columns[5] += comma + id.source;
    columns[6] += comma + id.name;
    columns[7] += comma + quoted(row.extra);
    comma = ",";
  });
  return columns.map((column) => `${column}}`);
}
