/** A column that holds values of seal. app_system needs SELECT and UPDATE on it. */
export interface SealedColumn {
  table: string;
  /** One column whose values order the rows and never change. */
  primaryKey: string;
  column: string;
  /** The same as at seal and open. */
  purpose: string;
}

/** Every column with sealed values: a new one is a new line here, else an old key could be dropped too early. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "outgoing_emails", primaryKey: "id", column: "params", purpose: "outgoing_emails.params" },
  {
    table: "posthog_connections",
    primaryKey: "tenant_id",
    column: "project_key",
    purpose: "posthog_connections.project_key",
  },
  {
    table: "posthog_connections",
    primaryKey: "tenant_id",
    column: "personal_key_sealed",
    purpose: "posthog_connections.personal_key",
  },
  { table: "second_factors", primaryKey: "user_id", column: "secret", purpose: "second_factors.secret" },
  {
    table: "share_links",
    primaryKey: "id",
    column: "token_sealed",
    purpose: "share_links.token_sealed",
  },
  { table: "erasures", primaryKey: "id", column: "task_sealed", purpose: "erasures.task_sealed" },
];
