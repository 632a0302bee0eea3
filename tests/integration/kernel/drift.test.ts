import { afterAll, beforeAll, expect, it } from "vitest";
import { findDrift, schemaDrift } from "../../../prisma/drift";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";

let database: OwnDatabase;

beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database.drop());

const drift = () => findDrift(database.urls.DATABASE_OWNER_URL);

it("the migrations make what prisma/schema and the committed catalog say", async () => {
  expect(await drift()).toEqual([]);
});

it("partitions of other months are no drift", async () => {
  await database.admin.query("SELECT ensure_event_partitions('2024-01-15'::date)");
  expect(await drift()).toEqual([]);
});

const changes: [sql: string, undo: string, said: string][] = [
  [
    "ALTER TABLE contacts ADD COLUMN nickname text",
    "ALTER TABLE contacts DROP COLUMN nickname",
    'DROP COLUMN "nickname"',
  ],
  [
    "DROP INDEX visits_site_no_visitor_key_idx",
    "CREATE INDEX visits_site_no_visitor_key_idx ON visits (site_no, visitor_key)",
    "CREATE INDEX",
  ],
  [
    "ALTER TABLE events ADD COLUMN surplus int",
    "ALTER TABLE events DROP COLUMN surplus",
    "+ columns: events.surplus integer",
  ],
  [
    "ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE contacts FORCE ROW LEVEL SECURITY",
    "- tables: contacts row security forced",
  ],
  [
    "ALTER POLICY tenant_isolation ON forms USING (true)",
    "ALTER POLICY tenant_isolation ON forms USING (tenant_id = app_tenant_id())",
    "+ policies: forms tenant_isolation",
  ],
  [
    "GRANT TRUNCATE ON forms TO app_user",
    "REVOKE TRUNCATE ON forms FROM app_user",
    "+ grants: forms to app_user",
  ],
  [
    "ALTER TABLE forms DROP CONSTRAINT forms_kind_check",
    "ALTER TABLE forms ADD CONSTRAINT forms_kind_check CHECK (kind IN ('contact', 'project_scope'))",
    "- constraints: forms forms_kind_check",
  ],
  [
    "ALTER VIEW page_views RESET (security_invoker)",
    "ALTER VIEW page_views SET (security_invoker = true)",
    "- views: page_views security_invoker=true",
  ],
  [
    "ALTER FUNCTION app_tenant_id() VOLATILE",
    "ALTER FUNCTION app_tenant_id() STABLE",
    "- functions: app_tenant_id()",
  ],
  [
    "GRANT SELECT ON events_2024_01 TO app_user",
    "REVOKE SELECT ON events_2024_01 FROM app_user",
    "+ partitions: events",
  ],
];

it.each(changes)("sees: %s", async (sql, undo, said) => {
  await database.admin.query(sql);
  expect((await drift()).join("\n")).toContain(said);
  await database.admin.query(undo);
  expect(await schemaDrift(database.urls.DATABASE_OWNER_URL)).toBe("");
});
