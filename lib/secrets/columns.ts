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
  { table: "second_factors", primaryKey: "user_id", column: "secret", purpose: "second_factors.secret" },
];
