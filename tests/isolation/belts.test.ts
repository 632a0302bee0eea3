import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Prisma, type TenantDb } from "@/lib/db";
import { withTenant } from "@/lib/tenancy";
import { type OwnDatabase, useOwnDatabase } from "../fixtures/own-database";
import { fingerprint, mintRichTenant, type RichTenant, tenantTables } from "../fixtures/rich-tenant";
import { asRole } from "./as-role";

let database: OwnDatabase;
let a: RichTenant;
let b: RichTenant;

beforeAll(async () => {
  database = await useOwnDatabase();
  a = await mintRichTenant(database.admin);
  b = await mintRichTenant(database.admin);
});
afterAll(() => database.drop());

interface Delegate {
  findMany(args?: object): Promise<{ tenantId?: string }[]>;
  deleteMany(args?: object): Promise<{ count: number }>;
}

/** Prisma's delegates of all models that carry tenantId, by the model's name. */
function tenantModels(db: TenantDb): [string, Delegate][] {
  return Object.keys(Prisma.ModelName)
    .filter((name) => "tenantId" in (Prisma[`${name}ScalarFieldEnum` as keyof typeof Prisma] as object))
    .map((name) => [name, Reflect.get(db, `${name.charAt(0).toLowerCase()}${name.slice(1)}`) as Delegate]);
}

describe("belt 3 alone: a verb that forgot its where", () => {
  it("reads only its own workspace's rows, in every model", async () => {
    await withTenant(b.owner.ctx, async (db) => {
      const models = tenantModels(db);
      expect(models.length).toBe((await tenantTables(database.admin)).length - 1); // events is plain SQL
      for (const [name, delegate] of models) {
        const rows = await delegate.findMany();
        expect(rows.length, name).toBeGreaterThan(0);
        expect(new Set(rows.map((row) => row.tenantId)), name).toEqual(new Set([b.tenantId]));
      }
    });
  });

  it("finds, changes and deletes nothing by another workspace's ids", async () => {
    const before = await fingerprint(database.admin, [a.tenantId]);
    await withTenant(b.owner.ctx, async (db) => {
      const id = a.ids.contactId ?? "";
      expect(await db.contact.findFirst({ where: { id } })).toBeNull();
      expect(await db.contact.updateMany({ where: { id }, data: { name: "taken" } })).toEqual({ count: 0 });
      expect(await db.site.updateMany({ where: { id: a.ids.siteId }, data: { name: "taken" } })).toEqual({
        count: 0,
      });
      expect(await db.visitAlias.deleteMany({ where: { tenantId: a.tenantId } })).toEqual({ count: 0 });
      expect(await db.tenant.updateMany({ where: { id: a.tenantId }, data: { name: "taken" } })).toEqual({
        count: 0,
      });
    });
    expect(await fingerprint(database.admin, [a.tenantId])).toEqual(before);
  });

  it("and without row security the same reads do show the other's rows: the test can fail", async () => {
    const client = await database.admin.connect();
    try {
      await client.query("BEGIN; ALTER TABLE contacts DISABLE ROW LEVEL SECURITY; SET LOCAL ROLE app_user");
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [b.tenantId]);
      const { rows } = await client.query<{ tenant_id: string }>("SELECT tenant_id FROM contacts");
      expect(rows.map((row) => row.tenant_id)).toContain(a.tenantId);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});

interface Reference {
  name: string;
  child: string;
  column: string;
  parent: string;
  parentColumn: string;
}

/** Every foreign key between tenant tables, with its column beside tenant_id. */
async function references(): Promise<Reference[]> {
  const { rows } = await database.admin.query<Reference>(`
    SELECT k.conname AS name, k.conrelid::regclass::text AS child, a.attname AS column, k.confrelid::regclass::text AS parent, b.attname AS "parentColumn"
    FROM pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair(mine, theirs)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.mine AND a.attname <> 'tenant_id'
    JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.theirs
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND cardinality(k.conkey) = 2 AND k.conparentid = 0 ORDER BY 1`);
  return rows;
}

describe("belt 2 alone: composite foreign keys, with row security out of the way", () => {
  it("refuse every reference from B's row to A's row", async () => {
    const all = await references();
    expect(all.length).toBeGreaterThan(15);
    for (const { name, child, column, parent, parentColumn } of all) {
      const update = database.admin.query(
        `UPDATE ${child} SET ${column} = (SELECT ${parentColumn} FROM ${parent} WHERE tenant_id = $1 LIMIT 1) WHERE tenant_id = $2`,
        [a.tenantId, b.tenantId],
      );
      await expect(update, name).rejects.toMatchObject({ code: "23503", constraint: name });
    }
  });

  it("a simple key would have let it through, even under forced row security: the test can fail", async () => {
    const outcome = await asRole(database, "app_user", b.tenantId, (client) =>
      client.query("UPDATE forms SET site_id = $1", [a.ids.siteId]),
    );
    expect(outcome.fault).toMatch(/violates foreign key constraint/);
    const client = await database.admin.connect();
    try {
      await client.query(`BEGIN; ALTER TABLE forms DROP CONSTRAINT forms_tenant_id_site_id_fkey,
        ADD CONSTRAINT simple FOREIGN KEY (site_id) REFERENCES sites (id); SET LOCAL ROLE app_user`);
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [b.tenantId]);
      expect((await client.query("UPDATE forms SET site_id = $1", [a.ids.siteId])).rowCount).toBeGreaterThan(
        0,
      );
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});
