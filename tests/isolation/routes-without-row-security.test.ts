import { afterAll, beforeAll, expect, it } from "vitest";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { mintRichTenant, type RichTenant } from "../fixtures/rich-tenant";
import { asRole, dropRowSecurity } from "./as-role";
import { foreignChecks } from "./foreign-checks";
import { isTenantRoute, loadRoutes, withDef } from "./routes";

const routes = (await loadRoutes()).map(withDef).filter(isTenantRoute);

let database: OwnDatabase;
let a: RichTenant;
let b: RichTenant;

beforeAll(async () => {
  database = await useOwnDatabase({ RATE_LIMIT_SESSION_PER_MIN: "1000000" });
  await dropRowSecurity(database);
  a = await mintRichTenant(database.admin);
  b = await mintRichTenant(database.admin);
});
afterAll(() => database.drop());

it("row security is off here: B's transaction sees A's rows", async () => {
  const seen = await asRole(database, "app_user", b.tenantId, (client) =>
    client.query("SELECT FROM contacts WHERE tenant_id = $1", [a.tenantId]),
  );
  expect(seen.fault === undefined && seen.value.rowCount).toBe(1);
});

foreignChecks("the filters alone", routes, () => ({ admin: database.admin, a, b }));
