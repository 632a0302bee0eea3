import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitAudit } from "@/lib/audit";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { listAudit, streamAudit, updateTenant } from "@/lib/workspace";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { closeAll, code } from "./support";

let owner: Person;
let admin: Person;
beforeAll(async () => {
  owner = await mintTenant({ name: "Harbour Lights" });
  admin = await mintMember(owner.tenantId, "admin");
  await updateTenant(owner.ctx, { name: "Harbour Lights Studio" });
  await updateTenant(admin.ctx, { timeZone: "Europe/Berlin" });
});
afterAll(closeAll);

const csvOf = async (person: Person, filters = {}): Promise<string> =>
  new Response(streamAudit(person.ctx, filters)).text();

describe("the audit log", () => {
  test("tells who did what, by name, with the difference", async () => {
    const { items } = await listAudit(owner.ctx, { action: "workspace.update" });
    expect(items).toMatchObject([
      { actor: { type: "user", id: admin.userId, name: "Test Person" } },
      {
        entityName: "Harbour Lights Studio",
        before: { name: "Harbour Lights" },
        after: { name: "Harbour Lights Studio" },
      },
    ]);
  });

  test.each([
    ["group of actions", () => ({ action: "workspace" }), 3],
    ["person", () => ({ actorId: admin.userId, action: "workspace" }), 1],
    ["kind of thing", () => ({ entityType: "workspace" }), 3],
    ["thing", () => ({ entityId: owner.tenantId }), 3],
    ["text", () => ({ q: "studio" }), 2],
    ["text that is a pattern", () => ({ q: "%" }), 0],
    ["time before", () => ({ to: new Date(Date.now() - 3_600_000).toISOString() }), 0],
    [
      "time after",
      () => ({ entityType: "workspace", from: new Date(Date.now() - 3_600_000).toISOString() }),
      3,
    ],
  ] as const)("is filtered by %s", async (_name, filters, count) => {
    expect((await listAudit(owner.ctx, filters())).items).toHaveLength(count);
  });

  test("goes on behind a cursor", async () => {
    const first = await listAudit(owner.ctx, { entityType: "workspace", limit: 2 });
    const rest = await listAudit(owner.ctx, { entityType: "workspace", cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items]).toHaveLength(3);
  });

  test("is for owners and admins, and holds nothing of others", async () => {
    const editor = await mintMember(owner.tenantId, "editor");
    await expect(listAudit(editor.ctx)).rejects.toEqual(code("forbidden"));
    expect(() => streamAudit(editor.ctx)).toThrow(expect.objectContaining({ code: "forbidden" }));
    const stranger = await mintTenant();
    expect(JSON.stringify(await listAudit(stranger.ctx))).not.toContain("Harbour");
    expect((await listAudit(stranger.ctx, { entityId: owner.tenantId })).items).toEqual([]);
  });

  test("as CSV has the same lines; what a spreadsheet would run is defused", async () => {
    const person = await mintTenant();
    // In parts: one transaction may take ten seconds, and a busy machine needs longer for all of them.
    for (let part = 0; part < 6; part += 1)
      await withTenant(person.ctx, async (db) => {
        for (let n = 0; n < 200; n += 1)
          await emitAudit(db, person.ctx, {
            action: "contact.create",
            entityType: "contact",
            entityId: n === 0 ? '=HYPERLINK("http://evil.example")' : newId(),
            after: { name: "@SUM(1+1)" },
          });
      });
    const csv = await csvOf(person, { action: "contact" });
    const rows = csv.trimEnd().split("\r\n");
    expect(rows).toHaveLength(1_201);
    expect(rows[0]).toBe(
      "time,actor,actorType,actorId,action,entityType,entityId,entity,before,after,requestId",
    );
    expect(rows.at(-1)).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(rows.slice(1).every((row) => row.includes(",'@SUM(1+1),"))).toBe(true);
    expect((await csvOf(owner, { q: "studio" })).trimEnd().split("\r\n")).toHaveLength(3);
  });
});
