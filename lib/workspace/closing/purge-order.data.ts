/** Where rows of a table go. user: as app_user inside the workspace; system: app_user may not delete there. */
export interface PurgeStep {
  table: string;
  as: "user" | "system";
}

const user = (table: string): PurgeStep => ({ table, as: "user" });
const system = (table: string): PurgeStep => ({ table, as: "system" });

/**
 * Every table whose rows belong to a workspace, so that nothing is deleted before what refers to it. Members go early: from then on
 * nobody gets in. A test compares the list with the database's catalog.
 */
export const PURGE_ORDER: readonly PurgeStep[] = [
  user("notifications"),
  user("api_keys"),
  user("memberships"),
  user("invitations"),
  user("contact_submissions"),
  user("project_scope_requests"),
  user("contacts"),
  user("forms"),
  user("visit_aliases"),
  user("visits"),
  user("visitors"),
  user("visit_columns"),
  user("visit_columns_days"),
  user("replay_chunks"),
  user("replays"),
  user("share_links"),
  user("report_digests"),
  user("saved_views"),
  user("annotations"),
  user("goals"),
  user("funnels"),
  user("site_import_rows"),
  user("site_imports"),
  user("erasures"),
  user("site_rebuilds"),
  user("posthog_connections"),
  user("rollup_dimensions"),
  user("rollup_days"),
  user("rollup_hours"),
  user("ingest_drops"),
  user("events"),
  system("tracking_values"),
  user("sites"),
  user("companies"),
  user("workspace_domains"),
  user("workspace_exports"),
  user("idempotency_keys"),
  user("outbox"),
  system("audit_logs"),
];
