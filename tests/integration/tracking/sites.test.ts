import { beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { createSite, deleteSite, getSite, listDrops, listSites, updateSite } from "@/lib/tracking";
import { purgeSite } from "@/lib/tracking/rollup";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";

let owner: Person;
let viewer: Person;
let stranger: Person;

beforeAll(async () => {
  owner = await mintTenant();
  viewer = await mintMember(owner.tenantId, "viewer");
  stranger = await mintTenant();
});

describe("sites", () => {
  test("create, read, list, change", async () => {
    const made = await createSite(owner.ctx, {
      domain: "https://WWW.Example.com/shop",
      timeZone: "Europe/Berlin",
    });
    expect(made).toMatchObject({
      name: "www.example.com",
      domain: "www.example.com",
      timeZone: "Europe/Berlin",
      firstEventAt: null,
    });
    expect(made.snippet).toBe(
      `<script defer src="${process.env.COLLECTOR_URL}/t.js" data-site="${made.siteKey}"></script>`,
    );
    expect(await getSite(viewer.ctx, made.id)).toEqual(made);
    const changed = await updateSite(owner.ctx, made.id, {
      name: "Shop",
      allowedHosts: ["shop.example.org"],
    });
    expect(changed).toEqual({ ...made, name: "Shop", allowedHosts: ["shop.example.org"] });
    expect((await listSites(viewer.ctx)).items.map((site) => site.id)).toContain(made.id);
  });

  test("the list has pages", async () => {
    const person = await mintTenant();
    const ids: string[] = [];
    for (const name of ["a", "b", "c"])
      ids.push((await createSite(person.ctx, { domain: `${name}.example` })).id);
    const first = await listSites(person.ctx, { limit: 2 });
    const second = await listSites(person.ctx, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map((site) => site.id)).toEqual(ids.reverse());
    expect(second.nextCursor).toBeNull();
  });

  test.each([
    { domain: "no host" },
    { domain: "" },
    { domain: "a.example", timeZone: "Mars/Base" },
    { domain: "a.example", allowedHosts: ["x y"] },
  ])("%j is refused", async (input) => {
    await expect(createSite(owner.ctx, input)).rejects.toThrow();
  });

  test("a viewer may not write, a stranger finds nothing", async () => {
    const { id } = await createSite(owner.ctx, { domain: "mine.example" });
    await expect(createSite(viewer.ctx, { domain: "b.example" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(updateSite(viewer.ctx, id, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteSite(viewer.ctx, id)).rejects.toMatchObject({ code: "forbidden" });
    for (const attempt of [
      () => getSite(stranger.ctx, id),
      () => updateSite(stranger.ctx, id, { name: "x" }),
      () => deleteSite(stranger.ctx, id),
      () => listDrops(stranger.ctx, id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await getSite(owner.ctx, id)).name).toBe("mine.example");
  });

  test("drops are summed by reason", async () => {
    const { id } = await createSite(owner.ctx, { domain: "drops.example" });
    const today = new Date().toISOString().slice(0, 10);
    await systemPool().query(
      `INSERT INTO ingest_drops (tenant_id, site_id, day, reason, count)
       SELECT $1, $2, d.day::date, d.reason, d.count FROM (VALUES ($3, 'bot', 5), ($3, 'stale', 7), ('2020-01-01', 'bot', 100)) AS d(day, reason, count)`,
      [owner.tenantId, id, today],
    );
    const drops = await listDrops(owner.ctx, id);
    expect(drops.total).toBe(12);
    expect(drops.items.map(({ reason, count, lastDay }) => ({ reason, count, lastDay }))).toEqual([
      { reason: "stale", count: 7, lastDay: today },
      { reason: "bot", count: 5, lastDay: today },
    ]);
  });

  test("a deleted site is gone at once, its rows after the purge, and only its rows", async () => {
    const gone = await createSite(owner.ctx, { domain: "gone.example" });
    const kept = await createSite(owner.ctx, { domain: "kept.example" });
    for (const { id } of [gone, kept]) {
      await systemPool().query(
        "INSERT INTO rollup_days (tenant_id, site_id, day, visits) SELECT $1, $2, '2026-01-01'::date + g, 1 FROM generate_series(1, 20) g",
        [owner.tenantId, id],
      );
    }
    await purgeSite(owner.tenantId, kept.id);
    await deleteSite(owner.ctx, gone.id);
    await expect(getSite(owner.ctx, gone.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteSite(owner.ctx, gone.id)).rejects.toMatchObject({ code: "not_found" });
    await purgeSite(owner.tenantId, gone.id);
    await purgeSite(owner.tenantId, gone.id);
    const { rows } = await systemPool().query<{ site_id: string; days: string }>(
      "SELECT site_id, count(*) AS days FROM rollup_days WHERE site_id = ANY($1) GROUP BY 1",
      [[gone.id, kept.id]],
    );
    expect(rows).toEqual([{ site_id: kept.id, days: "20" }]);
    expect((await getSite(owner.ctx, kept.id)).id).toBe(kept.id);
  });
});
