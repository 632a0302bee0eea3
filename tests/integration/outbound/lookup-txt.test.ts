import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resetEnvForTests } from "@/lib/env";
import { lookupTxt } from "@/lib/outbound";
import { type DnsServer, startDnsServer } from "../../fixtures/dns-server";

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer({
    "shop.example": { TXT: ["v=spf1 -all", "brand-automator=abc", "ünï"], A: ["127.0.0.1"] },
    "long.example": { TXT: ["x".repeat(600)] },
    "bare.example": { A: ["127.0.0.1"] },
    "broken.example": { fails: true },
    "silent.example": { silent: true },
  });
  process.env.OUTBOUND_DNS_SERVER = dns.address;
  resetEnvForTests();
});
afterAll(async () => {
  delete process.env.OUTBOUND_DNS_SERVER;
  resetEnvForTests();
  await dns.close();
});

describe("TXT records", () => {
  test("are all there, their parts joined, whatever the spelling of the name", async () => {
    expect((await lookupTxt("shop.example")).slice(0, 2).sort()).toEqual([
      "brand-automator=abc",
      "v=spf1 -all",
    ]);
    expect(await lookupTxt(" Shop.Example. ")).toHaveLength(3);
    expect(await lookupTxt("long.example")).toEqual(["x".repeat(600)]);
  });

  test("none is an empty list, also for a name that does not exist", async () => {
    expect(await lookupTxt("bare.example")).toEqual([]);
    expect(await lookupTxt("nowhere.example")).toEqual([]);
  });

  test("a name server that fails or is silent says so within seconds", async () => {
    for (const name of ["broken.example", "silent.example"])
      await expect(lookupTxt(name)).rejects.toMatchObject({
        status: 503,
        message: expect.stringContaining(name),
      });
  }, 20_000);

  test.each([
    "",
    "localhost",
    "a b.example",
    "http://shop.example",
    "shop.example/x",
    "-a.example",
    "ünï.example",
    `${"a".repeat(64)}.example`,
    `${"a.".repeat(130)}example`,
  ])("%j is no domain", async (name) => {
    await expect(lookupTxt(name)).rejects.toMatchObject({ status: 400 });
  });
});
