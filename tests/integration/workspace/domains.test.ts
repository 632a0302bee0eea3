import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { addDomain, checkDomain, getTenant, listDomains, removeDomain } from "@/lib/workspace";
import { holdsTracker } from "@/lib/workspace/domains/find-proof";
import { checkDueDomains } from "@/lib/workspace/sweeps/check-domains";
import { type DnsServer, startDnsServer } from "../../fixtures/dns-server";
import { type OwnDatabase, useOwnDatabase } from "../../fixtures/own-database";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { actionsOf, code } from "./support";

const DAY_MS = 86_400_000;

let database: OwnDatabase;
let dns: DnsServer;
let owner: Person;
beforeAll(async () => {
  dns = await startDnsServer();
  database = await useOwnDatabase({ OUTBOUND_DNS_SERVER: dns.address, RATE_LIMIT_ANON_PER_MIN: "100000" });
});
beforeEach(async () => {
  owner = await mintTenant();
});
afterEach(() => {
  setClockForTests(null);
  dns.records.clear();
});
afterAll(async () => {
  await database.drop();
  await dns.close();
});

const prove = (name: string, value: string) => dns.records.set(name, { TXT: ["v=spf1 -all", value] });

describe("naming a domain", () => {
  test.each([
    ["Example.COM.", "example.com"],
    ["https://shop.example.com/path?x=1", "shop.example.com"],
    ["bücher.example.com", "xn--bcher-kva.example.com"],
    ["project.github.io", "project.github.io"],
  ])("%s is %s", async (typed, domain) => {
    expect(await addDomain(owner.ctx, { domain: typed })).toMatchObject({ domain, status: "waiting" });
  });

  test.each([
    "co.uk",
    "github.io",
    "com",
    "localhost",
    "127.0.0.1",
    "[::1]",
    "exa mple.com",
    "a@b",
    "..",
    "http://",
  ])("%s is refused", async (domain) => {
    await expect(addDomain(owner.ctx, { domain })).rejects.toEqual(code("validation_failed"));
  });

  test("twice is a conflict; editors may not; others see nothing of it", async () => {
    const { id } = await addDomain(owner.ctx, { domain: "twice.com" });
    await expect(addDomain(owner.ctx, { domain: "TWICE.com" })).rejects.toEqual(code("conflict"));
    const editor = await mintMember(owner.tenantId, "editor");
    await expect(addDomain(editor.ctx, { domain: "x.com" })).rejects.toEqual(code("forbidden"));
    expect((await listDomains(editor.ctx)).items).toHaveLength(1);
    const stranger = await mintTenant();
    await expect(removeDomain(stranger.ctx, id)).rejects.toEqual(code("not_found"));
    await expect(checkDomain(stranger.ctx, id)).rejects.toEqual(code("not_found"));
  });
});

describe("verifying by DNS", () => {
  test("takes the record at its own name or at the domain, and is on record", async () => {
    const first = await addDomain(owner.ctx, { domain: "first.com" });
    prove(first.record.name, first.record.value);
    expect(await checkDomain(owner.ctx, first.id)).toMatchObject({
      status: "verified",
      method: "dns",
      lastFault: null,
    });
    const second = await addDomain(owner.ctx, { domain: "second.com" });
    prove("second.com", second.record.value);
    expect(await checkDomain(owner.ctx, second.id)).toMatchObject({ status: "verified" });
    expect((await getTenant(owner.ctx)).domain).toBe("first.com");
    await removeDomain(owner.ctx, first.id);
    expect((await getTenant(owner.ctx)).domain).toBe("second.com");
    expect(await actionsOf(owner, first.id)).toEqual(["domain.add", "domain.verify", "domain.remove"]);
  });

  test("says plainly what is missing", async () => {
    const { id, record } = await addDomain(owner.ctx, { domain: "plain.com" });
    expect((await checkDomain(owner.ctx, id)).lastFault).toMatch(
      /There is no TXT record at _brand-automator\.plain\.com/,
    );
    dns.records.set("plain.com", { TXT: ["a", "b", "c"] });
    expect((await checkDomain(owner.ctx, id)).lastFault).toBe("We found 3 TXT records, none of them ours.");
    prove(record.name, "brand-automator-verify=of-another-workspace");
    expect((await checkDomain(owner.ctx, id)).lastFault).toMatch(/another value/);
    dns.records.set(record.name, { fails: true });
    expect(await checkDomain(owner.ctx, id)).toMatchObject({
      status: "waiting",
      lastFault: expect.any(String),
    });
  });

  test("a domain belongs to one workspace at a time", async () => {
    const rival = await mintTenant();
    const [mine, theirs] = [
      await addDomain(owner.ctx, { domain: "contested.com" }),
      await addDomain(rival.ctx, { domain: "contested.com" }),
    ];
    dns.records.set("contested.com", { TXT: [mine.record.value, theirs.record.value] });
    const results = await Promise.allSettled([
      checkDomain(owner.ctx, mine.id),
      checkDomain(rival.ctx, theirs.id),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    await removeDomain(owner.ctx, mine.id);
    expect(await checkDomain(rival.ctx, theirs.id)).toMatchObject({ status: "verified" });
  });
});

describe("the daily check", () => {
  test("tells of a proof that has gone, and takes the domain off a week later", async () => {
    const { id, record } = await addDomain(owner.ctx, { domain: "fading.com" });
    prove(record.name, record.value);
    await checkDomain(owner.ctx, id);
    await checkDueDomains();
    const state = async () => (await listDomains(owner.ctx)).items[0];
    const at = (days: number) => setClockForTests(() => Date.now() + days * DAY_MS + 60_000);

    at(1);
    dns.records.set(record.name, { fails: true });
    await checkDueDomains();
    expect(await state()).toMatchObject({ status: "verified", missingSince: null });

    at(2);
    dns.records.clear();
    await checkDueDomains();
    expect(await state()).toMatchObject({ status: "missing", lastFault: expect.any(String) });
    for (let day = 3; day <= 8; day += 1) {
      at(day);
      await checkDueDomains();
    }
    expect(await state()).toMatchObject({ status: "missing" });
    expect((await getTenant(owner.ctx)).domain).toBe("fading.com");

    at(10);
    await checkDueDomains();
    expect(await state()).toMatchObject({ status: "waiting", method: null });
    expect((await getTenant(owner.ctx)).domain).toBeNull();
    expect(await actionsOf(owner, id)).toEqual(["domain.add", "domain.verify", "domain.unverify"]);
    const { rows } = await database.admin.query(
      "SELECT title FROM notifications WHERE tenant_id = $1 ORDER BY id",
      [owner.tenantId],
    );
    expect(rows).toEqual([
      { title: "fading.com cannot be verified any more" },
      { title: "fading.com is no longer verified" },
    ]);
  });

  test("a proof that comes back in time heals it", async () => {
    const { id, record } = await addDomain(owner.ctx, { domain: "healing.com" });
    prove(record.name, record.value);
    await checkDomain(owner.ctx, id);
    dns.records.clear();
    expect(await checkDomain(owner.ctx, id)).toMatchObject({ status: "missing" });
    prove(record.name, record.value);
    expect(await checkDomain(owner.ctx, id)).toMatchObject({
      status: "verified",
      missingSince: null,
      lastFault: null,
    });
  });
});

test("the tracker counts as a proof as a script of its own only", () => {
  const key = "abcdefghijklmnop-_1234";
  const line = `<script defer src="https://collect.example/t.js" data-site="${key}"></script>`;
  expect(holdsTracker(`<html><head>${line}</head></html>`, key)).toBe(true);
  expect(holdsTracker(line, "another-key-entirely-")).toBe(false);
  expect(holdsTracker(`<!-- ${line} -->`, key)).toBe(false);
  expect(holdsTracker(line.replaceAll("<", "&lt;"), key)).toBe(false);
  expect(holdsTracker(`<p data-site="${key}">/t.js</p>`, key)).toBe(false);
});
