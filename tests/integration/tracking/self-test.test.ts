import { v7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { systemPool } from "@/lib/db";
import { createSite, explainSender, updateSite } from "@/lib/tracking";
import { Collector } from "@/lib/tracking/collect";
import { mintTenant, type Person } from "../../fixtures/tenants";
import { catchUp } from "../../fixtures/tracking";

const MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const ADDRESS = "80.187.100.1";

const sender = (more: { userAgent?: string; peer?: string; headers?: Record<string, string> } = {}) => ({
  address: ADDRESS,
  peer: more.peer ?? ADDRESS,
  userAgent: more.userAgent ?? MAC,
  header: (name: string) => more.headers?.[name] ?? null,
});

describe("the test of a website's line", () => {
  let owner: Person;
  let siteId: string;
  let siteKey: string;
  beforeAll(async () => {
    owner = await mintTenant();
    ({ id: siteId, siteKey } = await createSite(owner.ctx, { domain: "tested.example" }));
  });

  const reasons = async (...[from, query]: [ReturnType<typeof sender>, { page: string }?]) =>
    (await explainSender(owner.ctx, siteId, from, query)).reasons.map(({ reason }) => reason);

  test("says what it sees, and through which proxy", async () => {
    expect(await explainSender(owner.ctx, siteId, sender())).toMatchObject({
      summary: "We see you as Chrome on macOS, desktop, Germany.",
      isCounted: true,
      reasons: [],
      proxy: null,
      lastEvent: null,
    });
    expect((await explainSender(owner.ctx, siteId, sender({ peer: "::ffff:203.0.113.9" }))).summary).toBe(
      "We see you as Chrome on macOS, desktop, Germany, via proxy 203.0.113.9.",
    );
  });

  test("says when this browser's event has arrived", async () => {
    const collector = new Collector({
      pool: systemPool(),
      trustedProxies: [],
      limitPerMin: 1_000,
      cityFile: undefined,
      log: { warn: () => undefined, info: () => undefined },
    });
    const body = JSON.stringify({ k: siteKey, i: v7(), t: "p", u: "https://tested.example/prices" });
    await collector.collect({ body, peer: ADDRESS, forwardedFor: undefined, userAgent: MAC });
    await collector.close();
    await catchUp();
    expect((await explainSender(owner.ctx, siteId, sender())).lastEvent).toMatchObject({ path: "/prices" });
    // Somebody else's is not ours.
    const other = await explainSender(owner.ctx, siteId, sender({ userAgent: MAC.replace("142", "141") }));
    expect(other.lastEvent).toBeNull();
  });

  test("says why events are left out, by the collector's own rules", async () => {
    expect(await reasons(sender({ headers: { dnt: "1", "sec-gpc": "1" } }))).toEqual([
      "global_privacy_control",
      "do_not_track",
    ]);
    expect(await reasons(sender({ userAgent: "Twitterbot/1.0" }))).toEqual(["preview"]);
    expect(await reasons(sender({ userAgent: "curl/8.5.0" }))).toEqual(["bot"]);
    expect(await reasons(sender({ headers: { "sec-purpose": "prefetch" } }))).toEqual(["prefetch"]);
    expect(await reasons(sender(), { page: "https://elsewhere.example/" })).toEqual(["host_not_allowed"]);
    await updateSite(owner.ctx, siteId, {
      excludedAddresses: ["80.187.0.0/16"],
      excludedPaths: ["/admin/*"],
    });
    expect(await reasons(sender(), { page: "https://www.tested.example/admin/x" })).toEqual([
      "excluded_path",
      "excluded_address",
    ]);
  });

  test("a stranger finds nothing", async () => {
    const stranger = await mintTenant();
    await expect(explainSender(stranger.ctx, siteId, sender())).rejects.toMatchObject({ code: "not_found" });
  });
});
