type KeyType = "uuid" | "int" | "date" | "text" | "bigint" | "timestamptz";

/** A table of the archive. */
export interface ExportTable {
  table: string;
  /** Unique within the workspace, in order: pages go on behind it. Names with their SQL types. */
  key: readonly (readonly [column: string, type: KeyType])[];
  /** Hashes, secrets and the product's own bookkeeping: left out. */
  omit?: readonly string[];
  /** Also as CSV, without these further columns. */
  csv?: { omit: readonly string[] };
  /** Names its website and not its workspace: read website by website. */
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
const siteVisitor = [
  ["site_no", "int"],
  ["visitor_key", "bigint"],
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
  {
    table: "visitors",
    key: siteVisitor,
    about: "Visitors who agreed to be recognised, under a key that is no address and no name.",
  },
  {
    table: "visits",
    key: id,
    about: `One line a visit; what it names by number is in tracking_values. counts: day since 1970, code, count,
    visible milliseconds, deepest scroll. steps: second since 1970, code. A code is twice the number of a path, and for
    an event twice the number of its name and one more.`,
  },
  {
    table: "visit_aliases",
    key: [...siteVisitor, ["visit_id", "uuid"]],
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
    about: `Every event as it came in; path_id, client_id, source_id and name_id are in tracking_values (name_id 0: page
    view, -1: engagement). The first 48 bits of an id are its time in milliseconds since 1970.`,
  },
  { table: "rollup_days", key: siteDay, csv, about: "Totals of a website's days." },
  {
    table: "rollup_hours",
    key: [
      ["site_id", "uuid"],
      ["hour", "timestamptz"],
    ],
    csv,
    about: "Totals of a website's hours.",
  },
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
  { table: "goals", key: id, csv, about: "What the websites' visitors should do." },
  { table: "funnels", key: id, about: "Steps that visitors should take one after the other." },
  { table: "saved_views", key: id, about: "Screens of the analytics pages with their filters." },
  { table: "annotations", key: id, csv, about: "Notes at the days of a chart." },
  { table: "report_digests", key: id, csv, about: "Regular e-mails with the numbers, and to whom they go." },
  {
    table: "share_links",
    key: id,
    omit: ["token_hash", "token_sealed", "password_hash"],
    about: "Links to a website's numbers, without the links' texts and passwords.",
  },
  { table: "site_imports", key: id, about: "Numbers brought along from other tools." },
  {
    table: "site_import_rows",
    key: [
      ["import_id", "uuid"],
      ["dimension", "text"],
      ["day", "date"],
      ["value", "text"],
    ],
    csv,
    about: "What each import added.",
  },
  {
    table: "erasures",
    key: id,
    omit: ["subject_hash", "task_sealed"],
    about: "What was deleted of people who asked to be forgotten; not who they were.",
  },
  { table: "site_rebuilds", key: id, omit: ["cursor"], about: "Days that were counted again." },
  {
    table: "replays",
    key: id,
    about: "Recorded visits: when, how long, from which page. What they show is not in this archive.",
  },
  {
    table: "posthog_connections",
    key: [["tenant_id", "uuid"]],
    omit: ["project_key", "personal_key_sealed", "lease", "leased_until"],
    about: "The connection to PostHog without its keys.",
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
  visit_columns: "a copy of the visits that makes reports fast",
  visit_columns_days: "the state of that copy",
  replay_chunks:
    "where the pieces of a recording lie; recordings are large and kept for days: they are watched in the product",
  outbox: "events on their way to jobs; what they tell of is in the other tables",
  idempotency_keys: "answers to repeated calls, kept for a day and sealed",
};
