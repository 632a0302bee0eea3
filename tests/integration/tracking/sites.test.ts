import { beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import {
  createSite,
  deleteSite,
  excludeAddress,
  getSite,
  listDrops,
  listSites,
  updateSite,
} from "@/lib/tracking";
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

  test("settings are checked, put into one spelling, and on record", async () => {
    const { id } = await createSite(owner.ctx, { domain: "settings.example" });
    const changed = await updateSite(owner.ctx, id, {
      consentMode: "consent",
      excludedPaths: ["/admin/*", " /admin/* ", "*.pdf"],
      excludedAddresses: ["10.1.2.3/8", "::ffff:203.0.113.7", "2001:DB8::1/64"],
      retentionDays: 365,
      channelRules: [{ field: "source", op: "is", value: "partner", channel: "Affiliates" }],
      replayEnabled: true,
      replaySamplePct: 20,
      replayBlockSelector: ".secret, [data-x='1']",
    });
    expect(changed).toMatchObject({
      excludedPaths: ["/admin/*", "*.pdf"],
      excludedAddresses: ["10.0.0.0/8", "203.0.113.7", "2001:db8::/64"],
      retentionDays: 365,
      replaySamplePct: 20,
    });
    expect((await updateSite(owner.ctx, id, { retentionDays: null })).retentionDays).toBeNull();
    const rule = { field: "source", op: "is", value: "x", channel: "y" } as const;
    for (const input of [
      { excludedPaths: ["admin"] },
      { excludedAddresses: ["127.1"] },
      { excludedAddresses: ["10.0.0.0/33"] },
      { retentionDays: 6 },
      { retentionDays: 3_651 },
      { replaySamplePct: 0 },
      { replaySamplePct: 101 },
      { replayRetentionDays: 366 },
      { replayBlockSelector: "a{}" },
      { replayUnmaskSelector: "[x" },
      { channelRules: Array.from({ length: 51 }, () => rule) },
    ])
      await expect(updateSite(owner.ctx, id, input), JSON.stringify(input)).rejects.toThrow();
  });

  test("one's own address is excluded by a click: with IPv6 its network, and only once", async () => {
    const { id } = await createSite(owner.ctx, { domain: "mine-too.example" });
    expect((await excludeAddress(owner.ctx, id, "203.0.113.9")).excludedAddresses).toEqual(["203.0.113.9"]);
    for (const address of ["2001:db8:1:2::99", "2001:db8:1:2:a::1"])
      expect((await excludeAddress(owner.ctx, id, address)).excludedAddresses).toEqual([
        "203.0.113.9",
        "2001:db8:1:2::/64",
      ]);
    await expect(excludeAddress(viewer.ctx, id, "203.0.113.9")).rejects.toMatchObject({ code: "forbidden" });
    await expect(excludeAddress(stranger.ctx, id, "203.0.113.9")).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(excludeAddress(owner.ctx, id, "")).rejects.toMatchObject({ code: "conflict" });
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
    await purgeSite(owner.ctx, kept.id);
    await deleteSite(owner.ctx, gone.id);
    await expect(getSite(owner.ctx, gone.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteSite(owner.ctx, gone.id)).rejects.toMatchObject({ code: "not_found" });
    await purgeSite(owner.ctx, gone.id);
    await purgeSite(owner.ctx, gone.id);
    const { rows } = await systemPool().query<{ site_id: string; days: string }>(
      "SELECT site_id, count(*) AS days FROM rollup_days WHERE site_id = ANY($1) GROUP BY 1",
      [[gone.id, kept.id]],
    );
    expect(rows).toEqual([{ site_id: kept.id, days: "20" }]);
    expect((await getSite(owner.ctx, kept.id)).id).toBe(kept.id);
  });
});
