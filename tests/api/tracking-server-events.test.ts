import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as createKey } from "@/app/api/v1/api-keys/route";
import { POST as sendEvents } from "@/app/api/v1/events/route";
import { systemPool } from "@/lib/db";
import { processCollector } from "@/lib/tracking/collect/process-collector";
import { call, mintMember, mintTenant, type Person } from "../fixtures/tenants";
import { type MintedSite, mintSite } from "../fixtures/tracking";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

let owner: Person;
let site: MintedSite;

beforeAll(async () => {
  owner = await mintTenant();
  site = await mintSite(owner.tenantId);
});
afterAll(() => processCollector().close());

const event = (more: object = {}) => ({
  url: `https://${site.domain}/app`,
  ip: "203.0.113.9",
  userAgent: FIREFOX,
  ...more,
});
const send = (
  events: object[],
  as: { as?: Person; headers?: Record<string, string> } = { as: owner },
  siteId = site.id,
) => call(sendEvents, { ...as, method: "POST", path: "/api/v1/events", body: { siteId, events } });
const stored = async () => {
  const { rows } = await systemPool().query<{ id: string; at: Date; extra: string; name: string | null }>(
    `SELECT e.id, event_at(e.id, e.extra) AS at, e.extra, n.value AS name FROM events e
     LEFT JOIN tracking_values n ON n.id = e.name_id WHERE e.site_no = $1 ORDER BY e.id`,
    [site.no],
  );
  return rows;
};

describe("events from a server", () => {
  it("keep the address, user agent and time that the server names, and count once under their id", async () => {
    const made = await call(createKey, {
      as: owner,
      method: "POST",
      path: "/api/v1/api-keys",
      body: { name: "Shop server", scopes: ["events.write"] },
    });
    const headers = { authorization: `Bearer ${String(made.json?.key)}` };
    const id = v7();
    const at = new Date(Date.now() - 26 * 3_600_000);
    const events = [
      event({ id, name: "order paid", properties: { value: 49.9, currency: "EUR" } }),
      event({ at: at.toISOString() }),
      event({ ip: "2001:db8::7" }),
    ];
    for (let time = 0; time < 3; time += 1) {
      const answer = await send(time === 0 ? events : events.slice(0, 1), { headers });
      expect(answer.json, answer.text).toEqual({ accepted: time === 0 ? 3 : 1, dropped: [] });
    }
    const rows = await stored();
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row.id === id)).toMatchObject({
      name: "order paid",
      extra: expect.stringContaining('"value":49.9') as string,
    });
    expect(rows.map((row) => row.at.getTime())).toContain(at.getTime());
    expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113|2001:db8/);
  });

  it("follow the site's rules, each with its reason", async () => {
    const other = await mintSite(owner.tenantId);
    const answer = await send(
      [
        event({ url: `https://${other.domain}/` }),
        event({ url: "https://elsewhere.example/" }),
        event({ url: `https://${other.domain}/`, userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" }),
        event({ url: `https://${other.domain}/`, at: new Date(Date.now() - 49 * 3_600_000).toISOString() }),
      ],
      { as: owner },
      other.id,
    );
    expect(answer.json).toEqual({
      accepted: 1,
      dropped: [
        { index: 1, reason: "host_not_allowed" },
        { index: 2, reason: "bot" },
        { index: 3, reason: "stale" },
      ],
    });
  });

  it("are refused from viewers, for other workspaces' sites, and where a field is wrong", async () => {
    expect((await send([event()], { as: await mintMember(owner.tenantId, "viewer") })).status).toBe(403);
    expect((await send([event()], { as: await mintTenant() })).status).toBe(404);
    for (const wrong of [
      { ip: "999.1.1.1" },
      { userAgent: "" },
      { url: "nowhere" },
      { at: "yesterday" },
      { id: "x" },
      { more: 1 },
    ])
      expect((await send([event(wrong)])).status).toBe(422);
    expect((await send([])).status).toBe(422);
    expect((await send(Array.from({ length: 501 }, () => event()))).status).toBe(422);
  });
});
