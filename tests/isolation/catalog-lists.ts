/** Named exceptions of the catalog rules. Each line has its reason; whatever is not named here is a fault. */

/** Tables without a tenant: what they hold belongs to persons or to the product. */
export const GLOBAL_TABLES: Record<string, string> = {
  tenants: "the workspaces themselves",
  users: "a person may belong to several workspaces",
  user_profiles: "with the person",
  sessions: "a person's, not a workspace's",
  account_tokens: "a person's",
  user_identities: "a person's",
  second_factors: "a person's",
  recovery_codes: "a person's",
  refresh_tokens: "with the session",
  outgoing_emails: "a message belongs to its recipient",
  email_suppressions: "an address belongs to nobody here",
  rate_limits: "counted before a tenant is known",
  rollup_cursors: "one reader of the event log for all tenants",
  tracking_salts: "one salt a day for all sites",
  ingest_drops_unattributed: "the site is not known",
};

/** Tables of a workspace without its column: their row security goes through the site's number. */
export const SITE_TABLES: Record<string, string> = {
  events: "the site holds the tenant; 16 bytes an event",
};

/** Uniques of tenant tables that do not start with tenant_id, beside primary keys on the uuid alone. */
export const NAMED_UNIQUES: Record<string, string> = {
  sites_site_key_key: "site key -> tenant",
  sites_no_key: "short surrogate of the event log, from a sequence",
  forms_form_key_key: "form key -> tenant",
  tracking_values_pkey: "short surrogate of the event log, from a sequence",
  events_pkey: "event ids per site",
  visit_aliases_pkey: "site numbers are the tenant's own, and the rollup finds visits by site and key",
  api_keys_key_hash_key: "key hash -> tenant",
  share_links_token_hash_key: "token hash -> tenant",
  invitations_token_hash_key: "token hash -> tenant",
  workspace_domains_one_owner: "a verified domain belongs to one workspace",
};

/** Plain indexes of tenant tables that do not start with tenant_id. */
export const NAMED_INDEXES: Record<string, string> = {
  outbox_waiting: "the relay reads all tenants in order",
  outbox_dispatched_at_idx: "the sweep of dispatched events",
  idempotency_keys_expires_at_idx: "the sweep of expired keys",
  memberships_user_id_idx: "a person's workspaces, at sign-in",
  events_tx_idx: "the rollup reads all tenants in commit order",
  events_custom_idx: "custom events of a site",
  visits_site_no_visitor_key_idx: "the rollup finds visits by site and key",
  visits_site_no_start_day_idx: "a site's days",
  visits_identified_idx: "a site's days",
  visit_columns_days_dirty_idx: "the sealing job reads what has changed of all tenants",
  visit_columns_days_unsealed_idx: "the sealing job reads what waits of all tenants",
  report_digests_next_send_at_idx: "the job reads what is due of all tenants",
};

/** Foreign keys of tenant tables to tables without a tenant, other than tenants. */
export const NAMED_GLOBAL_REFERENCES: Record<string, string> = {
  memberships_user_id_fkey: "a membership joins a person to a workspace",
};

/** Columns that name a row of another tenant table without a foreign key, as table.column. */
export const NAMED_LOOSE_REFERENCES: Record<string, string> = {
  "audit_logs.actor_id": "outlives whoever acted",
  "audit_logs.entity_id": "outlives what was changed",
  "audit_logs.request_id": "id of an HTTP request",
  "idempotency_keys.actor_id": "a user, a key or a public form",
  "invitations.invited_by_user_id": "outlives whoever invited",
  "invitations.accepted_by_user_id": "outlives whoever joined",
  "workspace_exports.requested_by_user_id": "outlives whoever asked",
  "visits.first_event_id": "the event log has no foreign keys",
  "visits.last_event_id": "the event log has no foreign keys",
  "visits.merged_into_id": "written by the rollup alone, within one site",
  "visits.site_no": "hot path: written by the rollup alone",
  "visits.entry_path_id": "hot path: written by the rollup alone",
  "visits.exit_path_id": "hot path: written by the rollup alone",
  "visits.client_id": "hot path: written by the rollup alone",
  "visits.source_id": "hot path: written by the rollup alone",
  "visits.contact_id": "hot path: written by the rollup alone",
  "visitors.site_no": "written by the rollup alone",
  "visitors.contact_id": "written by the rollup alone",
  "visit_aliases.site_no": "the visit's own site; its key holds the tenant",
  "visit_columns_days.site_no": "a copy of visits, written by jobs alone",
  "visit_columns.site_no": "a copy of visits, written by jobs alone",
  "replays.visit_id": "the rollup writes the visit later",
  "replays.client_id": "hot path: written by the collector alone",
  "posthog_connections.project_id": "id of a project at PostHog",
  "saved_views.created_by_user_id": "outlives whoever made it",
  "annotations.created_by_user_id": "outlives whoever made it",
  "report_digests.created_by_user_id": "outlives whoever made it",
  "share_links.created_by_user_id": "outlives whoever made it",
  "site_imports.created_by_user_id": "outlives whoever made it",
  "erasures.requested_by_user_id": "outlives whoever asked",
  "site_rebuilds.requested_by_user_id": "outlives whoever asked",
  "contact_submissions.tracking_event_id": "the event log has no foreign keys, and the event may come later",
  "contact_submissions.tracking_site_no": "with the event that it names",
  "project_scope_requests.tracking_site_no": "with the event that it names",
  "project_scope_requests.tracking_event_id":
    "the event log has no foreign keys, and the event may come later",
  "events.site_no": "hot path; a row whose site is gone belongs to nobody",
  "events.path_id": "hot path: a key check a row costs a tenth of the ingest",
  "events.client_id": "hot path",
  "events.source_id": "hot path",
  "events.name_id": "hot path",
};

/** Tenant tables whose tenant_id may be null. */
export const NAMED_NULL_TENANTS: Record<string, string> = {
  outbox: "events of the product itself have no workspace",
};

/** Policies for app_system, `table: policy command using/check`. Compared with the migration line by line. */
export const SYSTEM_POLICIES: Record<string, string> = {
  "tenants: system_accounts ALL true/true": "sign-up makes a workspace",
  "users: system_accounts ALL true/true": "sign-in finds a person by e-mail",
  "user_profiles: system_accounts ALL true/true": "made with the person",
  "sessions: system_accounts ALL true/true": "cookie -> session on every request",
  "memberships: system_accounts ALL true/true": "which workspaces a person may enter",
  "companies: system_accounts ALL true/true": "the default company, made with the workspace",
  "audit_logs: system_accounts INSERT -/true": "sign-up and sign-in are on record",
  "audit_logs: system_purge DELETE tenant_grace_is_over(tenant_id)/-": "gone with their workspace",
  "audit_logs: system_purge_read SELECT tenant_grace_is_over(tenant_id)/-": "a DELETE reads what it deletes",
  "account_tokens: system_accounts ALL true/true": "token -> person",
  "user_identities: system_accounts ALL true/true": "another service's person -> person",
  "second_factors: system_accounts ALL true/true": "the second step of a sign-in",
  "recovery_codes: system_accounts ALL true/true": "the second step of a sign-in",
  "refresh_tokens: system_accounts ALL true/true": "token -> session",
  "outgoing_emails: system_mail ALL true/true": "the mail job serves all",
  "email_suppressions: system_mail ALL true/true": "the mail job serves all",
  "api_keys: system_keys SELECT true/-": "key hash -> workspace",
  "api_keys: system_keys_used UPDATE true/true": "when a key was last used",
  "invitations: system_invitations ALL true/true": "token -> workspace, acceptance",
  "workspace_domains: system_domains ALL true/true": "the regular check of all domains",
  "workspace_exports: system_exports ALL true/true": "expired exports are swept",
  "idempotency_keys: system_scope INSERT -/true": "keys of calls that belong to a person",
  "idempotency_keys: system_answer UPDATE true/true": "and their answers",
  "outbox: system_relay ALL true/true": "the relay serves all tenants",
  "idempotency_keys: system_sweep ALL true/-": "expired keys are swept",
  "rate_limits: system_limits ALL true/true": "counters before a tenant is known",
  "sites: system_collect ALL true/true": "site key -> tenant; first and last event",
  "tracking_values: system_collect ALL true/true": "dictionary of the collector",
  "events: system_collect ALL true/true": "the collector writes, the rollup reads",
  "ingest_drops: system_collect ALL true/true": "counters of the collector",
  "ingest_drops_unattributed: system_collect ALL true/true":
    "counters of the collector where no site is known",
  "tracking_salts: system_collect ALL true/true": "the visitor hash",
  "rollup_cursors: system_rollup ALL true/true": "one cursor for all tenants",
  "visitors: system_rollup ALL true/true": "the rollup writes for all tenants",
  "visits: system_rollup ALL true/true": "the rollup writes for all tenants",
  "visit_aliases: system_rollup ALL true/true": "the rollup writes for all tenants",
  "rollup_days: system_rollup ALL true/true": "the rollup writes for all tenants",
  "rollup_hours: system_rollup ALL true/true": "the rollup writes for all tenants",
  "rollup_dimensions: system_rollup ALL true/true": "the rollup writes for all tenants",
  "visit_columns_days: system_rollup ALL true/true": "the rollup marks, the sealing job writes",
  "visit_columns: system_rollup ALL true/true": "the sealing job writes for all tenants",
  "site_import_rows: system_rollup SELECT true/-": "a day that is counted again keeps what was imported",
  "site_rebuilds: system_rollup ALL true/true": "how far a rebuild has come",
  "erasures: system_erase ALL true/true": "receipts are written with the deletion",
  "report_digests: system_digest ALL true/true": "which are due, of all tenants",
  "share_links: system_share ALL true/true": "token hash -> site",
  "replays: system_replay ALL true/true": "the collector receives, a job deletes old ones",
  "replay_chunks: system_replay ALL true/true": "the collector receives, a job deletes old ones",
  "posthog_connections: system_posthog ALL true/true": "the forwarding job serves all tenants",
  "forms: system_intake SELECT true/-": "form key -> tenant",
};

/** What app_system may do, by table: no more than its jobs need. */
export const SYSTEM_GRANTS: Record<string, string> = {
  audit_logs: "DELETE INSERT SELECT",
  api_keys: "SELECT UPDATE",
  forms: "SELECT",
  idempotency_keys: "DELETE INSERT SELECT UPDATE",
  invitations: "SELECT UPDATE",
  workspace_domains: "SELECT UPDATE",
  workspace_exports: "DELETE SELECT UPDATE",
  sites: "DELETE SELECT UPDATE",
  site_import_rows: "SELECT",
  site_rebuilds: "SELECT UPDATE",
  erasures: "SELECT UPDATE",
  report_digests: "SELECT UPDATE",
  share_links: "SELECT UPDATE",
  posthog_connections: "SELECT UPDATE",
};

/** What app_user may do where it is less than SELECT, INSERT, UPDATE, DELETE. */
export const USER_GRANTS: Record<string, string> = {
  tenants: "SELECT UPDATE",
  events: "DELETE SELECT",
  tracking_values: "SELECT",
  audit_logs: "INSERT SELECT",
  outgoing_emails: "INSERT",
  page_views: "SELECT",
};

/** SECURITY DEFINER functions: they run as the owner, so each is named with its only caller. */
export const DEFINER_FUNCTIONS: Record<string, string> = {
  ensure_event_partitions: "app_system",
  drop_event_partitions: "app_system",
};
