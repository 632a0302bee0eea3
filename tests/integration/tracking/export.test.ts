import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/sites/[siteId]/export/route";
import { systemPool } from "@/lib/db";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import { streamSiteData } from "@/lib/tracking";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { mintSite, type MintedSite } from "../../fixtures/tracking";

let owner: Person;
let site: MintedSite;
const DAY = new Date().toISOString().slice(0, 10);
const EVENTS = 2_500;
const FORMULA = '=HYPERLINK("https://evil.example")';

beforeAll(async () => {
  owner = await mintTenant();
  site = await mintSite(owner.tenantId, { timeZone: "Europe/Berlin" });
  const value = async (kind: number, text: string): Promise<number> => {
    const { rows } = await systemPool().query<{ id: number }>(
      `INSERT INTO tracking_values (tenant_id, site_no, kind, value, value_hash)
       VALUES ($1, $2, $3, $4::text, sha256(convert_to($4::text, 'UTF8'))) RETURNING id`,
      [site.tenantId, site.no, kind, text],
    );
    return rows[0]?.id ?? 0;
  };
  const path = await value(1, "/a");
  const client = await value(2, JSON.stringify({ country: "DE", browser: "Firefox" }));
  const source = await value(3, JSON.stringify({ channel: "Email", source: "news", utmCampaign: FORMULA }));
  const name = await value(4, "Signup");
  const ids = Array.from({ length: EVENTS }, newId);
  await systemPool().query(
    `INSERT INTO events (id, visitor_key, site_no, path_id, client_id, source_id, name_id, extra)
     SELECT id, 42, $2, $3, $4, CASE WHEN n = 1 THEN $5::int ELSE 0 END, CASE WHEN n = 2 THEN $6::int ELSE 0 END,
       CASE WHEN n = 2 THEN '{"p":{"plan":"pro"},"v":10,"d":55,"h":1}' WHEN n = 3 THEN '{"o":-172000000}' ELSE '' END
     FROM unnest($1::uuid[]) WITH ORDINALITY AS e(id, n)`,
    [ids, site.no, path, client, source, name],
  );
  await systemPool().query(
    `INSERT INTO visits (tenant_id, id, first_event_id, last_event_id, visitor_key, started_at, last_event_at, entry_at, site_no, start_day,
       entry_path_id, exit_path_id, client_id, source_id, page_views, events)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), n, now(), now(), now(), $2, $3::date - (n % 3)::int, $4, $4, $5, $6, 1, 0
     FROM generate_series(1, 1200) n`,
    [site.tenantId, site.no, DAY, path, client, source],
  );
  await systemPool().query(
    `INSERT INTO rollup_days (tenant_id, site_id, day, visits, visible_ms) VALUES ($1, $2, $3, 7, 5000000000), ($1, $2, $3::date - 1, 3, 0)`,
    [site.tenantId, site.id, DAY],
  );
  await systemPool().query(
    `INSERT INTO rollup_hours (tenant_id, site_id, hour, visits) VALUES ($1, $2, '2026-03-01T10:00:00Z', 4)`,
    [site.tenantId, site.id],
  );
  await systemPool().query(
    `INSERT INTO rollup_dimensions (tenant_id, site_id, day, dimension, value, visits)
     SELECT $1, $2, $3, 'page', '/p' || n, n FROM generate_series(1, 1500) n`,
    [site.tenantId, site.id, DAY],
  );
});

const get = (query: string, as: Person = owner) =>
  call(GET, { as, path: `/api/v1/sites/${site.id}/export?${query}`, params: { siteId: site.id } });
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

describe("what was counted can be taken along", () => {
  test("events: all of them once, with their texts; a spreadsheet runs nothing", async () => {
    const answer = await get("what=events");
    expect(answer.headers.get("content-disposition")).toContain(`${site.domain}-events.csv`);
    const rows = rowsOf(answer.text);
    expect(new Set(rows.map((row) => row.id)).size).toBe(EVENTS);
    expect(rows[0]).toMatchObject({
      kind: "page_view",
      path: "/a",
      channel: "Email",
      country: "DE",
      utmCampaign: `'${FORMULA}`,
    });
    expect(rows[1]).toMatchObject({
      kind: "event",
      name: "Signup",
      props: '{"plan":"pro"}',
      scrollPct: "55",
      isIdentified: "true",
    });
    const json = await streamSiteData(owner.ctx, site.id, { what: "events", format: "ndjson" });
    const lines = (await new Response(json.body).text()).trim().split("\n");
    expect(lines).toHaveLength(EVENTS);
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ props: { plan: "pro" }, visibleMs: 10 });
    // The third event's browser had a clock that was two days ahead: it counts on its true day.
    expect(rowsOf((await get(`what=events&from=${DAY}`)).text).length).toBeLessThan(EVENTS);
    expect(rowsOf((await get("what=events&to=2020-01-01")).text)).toEqual([]);
  });

  test("visits and totals, by days of the website", async () => {
    const visits = rowsOf((await get("what=visits")).text);
    expect(new Set(visits.map((row) => row.id)).size).toBe(1_200);
    expect(visits[0]).toMatchObject({ entryPage: "/a", channel: "Email", browser: "Firefox" });
    expect(rowsOf((await get(`what=visits&from=${DAY}&to=${DAY}`)).text)).toHaveLength(400);
    expect(rowsOf((await get("what=days")).text)).toMatchObject([
      { visits: "3" },
      { day: DAY, visits: "7", visibleMs: "5000000000" },
    ]);
    const hours = rowsOf((await get("what=hours&from=2026-03-01&to=2026-03-01")).text);
    expect(hours).toMatchObject([{ hour: "2026-03-01T10:00:00Z", visits: "4" }]);
    expect(rowsOf((await get("what=hours&to=2026-02-28")).text)).toEqual([]);
    expect(new Set(rowsOf((await get("what=dimensions")).text).map((row) => row.value)).size).toBe(1_500);
  });

  test("it is read as it is taken: whoever leaves ends it, and it is on record", async () => {
    const { body } = await streamSiteData(owner.ctx, site.id, { what: "events" });
    const reader = body.getReader();
    await reader.read();
    await reader.cancel();
    expect((await reader.read()).done).toBe(true);
    const { rows } = await systemPool().query<{ busy: string }>(
      "SELECT count(*) AS busy FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%event_at(e.id%' AND pid <> pg_backend_pid()",
    );
    expect(rows[0]?.busy).toBe("0");

    const audit = await withTenant(owner.ctx, (db) =>
      db.auditLog.count({ where: { tenantId: owner.tenantId, action: "site.data_export" } }),
    );
    expect(audit).toBeGreaterThan(0);
  });

  test("who may", async () => {
    const editor = await mintMember(owner.tenantId, "editor");
    expect((await get("what=days", editor)).status).toBe(403);
    expect((await get("what=days", await mintTenant())).status).toBe(404);
    expect((await get("what=everything")).status).toBe(422);
    expect((await get("what=days&from=2026-02-01&to=2026-01-01")).status).toBe(422);
  });
});
