/** A table of the archive. */
export interface ExportTable {
  table: string;
  /** Unique within the workspace, in order: pages go on behind it. Names with their SQL types. */
  key: readonly (readonly [column: string, type: "uuid" | "int" | "date" | "text" | "bigint"])[];
  /** Hashes, secrets and the product's own bookkeeping: left out. */
  omit?: readonly string[];
  /** Also as CSV, without these further columns. */
  csv?: { omit: readonly string[] };
  /** Read website by website, as its index wants it. */
  bySite?: true;
  /** Which column names a person, whose name and address are added. */
  person?: string;
  /** For README.txt. */
  about: string;
}

const id = [["id", "uuid"]] as const;
const siteDay = [
  ["site_id", "uuid"],
  ["day", "date"],
] as const;
const csv = { omit: [] };
const senderKeys = ["visitor_key", "prior_visitor_key", "tracking_site_no", "tracking_event_id"];

/** What an export holds, in this order. A test compares it with the database's catalog. */
export const EXPORT_TABLES: readonly ExportTable[] = [
  {
    table: "memberships",
    key: id,
    csv,
    person: "user_id",
    about: "The members with their roles, names and addresses.",
  },
  { table: "invitations", key: id, omit: ["token_hash"], csv, about: "Invitations, answered and open." },
  { table: "companies", key: id, csv, about: "The brands." },
  { table: "workspace_domains", key: id, csv, about: "Domains and how they were verified." },
  { table: "sites", key: id, csv, about: "Websites whose visitors are counted." },
  { table: "forms", key: id, csv, about: "Forms of the websites." },
  { table: "contacts", key: id, csv, about: "People who sent requests." },
  {
    table: "contact_submissions",
    key: id,
    omit: ["dedupe_key"],
    csv: { omit: senderKeys },
    about: "Requests from contact forms.",
  },
  {
    table: "project_scope_requests",
    key: id,
    omit: ["dedupe_key"],
    csv: { omit: senderKeys },
    about: "Requests from project forms; scope_details holds the answers.",
  },
  { table: "visitors", key: id, about: "Visitors under a key that is no address and no name." },
  { table: "visits", key: id, about: "One line a visit: entry, exit, source, device, place." },
  {
    table: "visit_aliases",
    key: [
      ["site_id", "uuid"],
      ["visitor_key", "bigint"],
      ["visit_id", "uuid"],
    ],
    about: "Further keys under which a visit was found.",
  },
  {
    table: "tracking_values",
    key: [["id", "int"]],
    omit: ["value_hash"],
    about: "Texts that events name by number: 1 path, 2 client, 3 source, 4 event name.",
  },
  {
    table: "events",
    key: id,
    omit: ["tx"],
    bySite: true,
    about: "Every event as it came in; path_id, client_id, source_id and name_id are in tracking_values.",
  },
  { table: "rollup_days", key: siteDay, csv, about: "Totals of a website's days." },
  {
    table: "rollup_dimensions",
    key: [
      ["site_id", "uuid"],
      ["dimension", "text"],
      ["day", "date"],
      ["value", "text"],
    ],
    csv,
    about: "Totals by page, source, country, device and so on.",
  },
  {
    table: "ingest_drops",
    key: [...siteDay, ["reason", "text"]],
    about: "What was not counted, and why.",
  },
  { table: "notifications", key: id, omit: ["dedupe_key"], about: "Notifications of the members." },
  { table: "api_keys", key: id, omit: ["key_hash"], about: "API keys without the keys themselves." },
  { table: "audit_logs", key: id, csv, about: "Who did what and when." },
  {
    table: "workspace_exports",
    key: id,
    omit: ["storage_key", "claimed_until"],
    about: "Exports such as this one.",
  },
];

/** Tenant tables that no export holds, each with its reason. */
export const NOT_EXPORTED: Record<string, string> = {
  outbox: "events on their way to jobs; what they tell of is in the other tables",
  idempotency_keys: "answers to repeated calls, kept for a day and sealed",
};
