import { afterAll, beforeAll, expect, it } from "vitest";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { checkCatalog } from "./catalog-rules";

let database: OwnDatabase;
let partition: string;

beforeAll(async () => {
  database = await useOwnDatabase();
  const { rows } = await database.admin.query<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'events'::regclass LIMIT 1",
  );
  partition = rows[0]?.name ?? "";
});
afterAll(() => database.drop());

/** One way to cut a belt, and what the check has to say of it. $part stands for a partition of events. */
const cuts: [sql: string, complaint: string][] = [
  ["ALTER TABLE contacts DISABLE ROW LEVEL SECURITY", "forced on every table and partition: contacts"],
  ["ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY", "forced on every table and partition: contacts"],
  ["ALTER TABLE $part NO FORCE ROW LEVEL SECURITY", "forced on every table and partition: $part"],
  ["DROP POLICY tenant_isolation ON contacts", "policy tenant_isolation for app_user: contacts"],
  [
    "ALTER POLICY tenant_isolation ON contacts USING (true)",
    "policy tenant_isolation for app_user: contacts",
  ],
  [
    "ALTER POLICY tenant_isolation ON contacts WITH CHECK (true)",
    "policy tenant_isolation for app_user: contacts",
  ],
  [
    "ALTER POLICY tenant_isolation ON contacts TO app_system",
    "policy tenant_isolation for app_user: contacts",
  ],
  ["ALTER POLICY tenant_isolation ON events USING (true)", "policy tenant_isolation for app_user: events"],
  [
    "ALTER POLICY tenant_isolation ON events WITH CHECK (true)",
    "policy tenant_isolation for app_user: events",
  ],
  [
    "ALTER POLICY tenant_isolation ON events USING (site_no IN (SELECT no FROM sites)) WITH CHECK (site_no IN (SELECT no FROM sites))",
    "policy tenant_isolation for app_user: events",
  ],
  [
    "CREATE POLICY more ON contacts TO app_user USING (true)",
    "lets app_user, or everyone, in: contacts: more",
  ],
  ["CREATE POLICY more ON contacts USING (true)", "lets app_user, or everyone, in: contacts: more to public"],
  [
    "CREATE POLICY more ON contacts TO app_system USING (true)",
    "app_system has exactly the named policies: contacts: more",
  ],
  ["DROP POLICY system_intake ON forms", "forms: system_intake SELECT true/- is missing"],
  [
    "CREATE TABLE intruder (id uuid PRIMARY KEY, tenant_id uuid NOT NULL)",
    "forced on every table and partition: intruder",
  ],
  ["CREATE TABLE intruder (id uuid PRIMARY KEY)", "carries tenant_id or is a named global one: intruder"],
  [
    "CREATE TABLE intruder (site_no integer NOT NULL REFERENCES sites (no))",
    "carries tenant_id or is a named global one: intruder",
  ],
  ["ALTER TABLE contacts ALTER tenant_id DROP NOT NULL", "is never null: contacts"],
  ["GRANT SELECT ON $part TO app_user", "no grants of their own: $part to app_user"],
  [
    "ALTER TABLE forms DROP CONSTRAINT forms_tenant_id_site_id_fkey, ADD CONSTRAINT simple FOREIGN KEY (site_id) REFERENCES sites (id)",
    "carries tenant_id on both sides: simple",
  ],
  [
    "ALTER TABLE forms DROP CONSTRAINT forms_tenant_id_site_id_fkey",
    "belongs to a foreign key, or is named: forms.site_id",
  ],
  [
    `ALTER TABLE forms DROP CONSTRAINT forms_tenant_id_site_id_fkey, ADD CONSTRAINT emptying
       FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id) ON DELETE SET NULL`,
    "sets tenant_id to null: emptying",
  ],
  [
    "ALTER TABLE contacts ADD COLUMN user_id uuid, ADD CONSTRAINT of_user FOREIGN KEY (user_id) REFERENCES users (id)",
    "global ones are to tenants, or named: of_user",
  ],
  [
    "CREATE UNIQUE INDEX one_mail ON contacts (email)",
    "every unique of a tenant table starts with tenant_id, or is the uuid alone, or is named: one_mail",
  ],
  [
    "CREATE INDEX by_name ON contacts (name)",
    "other index of a tenant table starts with tenant_id, or is named: by_name",
  ],
  [
    "CREATE INDEX by_name ON contacts (lower(name))",
    "other index of a tenant table starts with tenant_id, or is named: by_name",
  ],
  ["DROP INDEX events_tx_idx", "the named exception events_tx_idx is not needed"],
  [
    "ALTER ROLE app_user BYPASSRLS",
    "is a superuser, bypasses row security, makes roles or databases, or replicates: app_user",
  ],
  ["GRANT app_owner TO app_user", "belongs to another: app_user in app_owner"],
  ["ALTER TABLE contacts OWNER TO app_user", "own nothing: app_user owns contacts"],
  ["GRANT CREATE ON SCHEMA public TO app_user", "make nothing: app_user creates in public"],
  ["GRANT TRUNCATE ON contacts TO app_user", "to nobody else: contacts: TRUNCATE to app_user"],
  ["GRANT SELECT ON contacts TO PUBLIC", "to nobody else: contacts: SELECT to PUBLIC"],
  ["GRANT SELECT (email) ON users TO app_user", "to nobody else: users.email"],
  [
    "GRANT SELECT ON users TO app_user",
    "app_user is granted exactly what its table of grants says: users: SELECT",
  ],
  [
    "GRANT UPDATE ON audit_logs TO app_user",
    "app_user is granted exactly what its table of grants says: audit_logs",
  ],
  [
    "GRANT SELECT ON contacts TO app_system",
    "app_system is granted exactly what its table of grants says: contacts",
  ],
  ["ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app_user", "to nobody else: r by default"],
  [
    "CREATE VIEW all_contacts AS SELECT * FROM contacts",
    "runs with its caller's rights, and none is materialised: all_contacts",
  ],
  ["CREATE MATERIALIZED VIEW all_contacts AS SELECT * FROM contacts", "none is materialised: all_contacts"],
  [
    "CREATE FUNCTION leak() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "exactly the named ones: leak",
  ],
  [
    "ALTER FUNCTION drop_event_partitions(date) RESET ALL",
    "fixed search path and one caller: drop_event_partitions for app_system is missing",
  ],
  [
    "GRANT EXECUTE ON FUNCTION drop_event_partitions(date) TO app_user",
    "one caller: drop_event_partitions for app_system,app_user",
  ],
  [
    "GRANT EXECUTE ON FUNCTION drop_event_partitions(date) TO PUBLIC",
    "one caller: drop_event_partitions for PUBLIC,app_system",
  ],
  ["ALTER FUNCTION app_tenant_id() VOLATILE", "STABLE and sees an unset context as none: v"],
  [
    "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER spy BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION t()",
    "no triggers and no rules of our own: spy",
  ],
];

it.each(cuts)("the catalog check sees: %s", async (sql, complaint) => {
  const client = await database.admin.connect();
  try {
    await client.query("BEGIN");
    await client.query(sql.replaceAll("$part", partition));
    expect((await checkCatalog(client)).join("\n")).toContain(complaint.replaceAll("$part", partition));
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

it("says nothing of the database as it is", async () => {
  expect(await checkCatalog(database.admin)).toEqual([]);
});
