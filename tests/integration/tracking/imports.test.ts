import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { PUT as putFile } from "@/app/api/v1/sites/[siteId]/imports/[importId]/files/[fileName]/route";
import { systemDb, systemPool } from "@/lib/db";
import { changeImport } from "@/lib/tracking/jobs/change-import";
import { readImportFiles } from "@/lib/tracking/jobs/read-import";
import {
  addImportFile,
  applyImport,
  createImport,
  deleteImport,
  getImport,
  listImports,
  readImport,
  undoImport,
} from "@/lib/tracking";
import type { ImportSource, SiteImportDto } from "@/lib/tracking/imports/schemas";
import { call, mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { mintSite, type MintedSite } from "../../fixtures/tracking";

let owner: Person;
let editor: Person;
let stranger: Person;

beforeAll(async () => {
  owner = await mintTenant();
  editor = await mintMember(owner.tenantId, "editor");
  stranger = await mintTenant();
});

const streamOf = (content: string | Buffer) =>
  Readable.toWeb(Readable.from([Buffer.from(content)])) as ReadableStream<Uint8Array>;

/** Uploads files and has them read, as the job does. */
async function load(
  site: MintedSite,
  source: ImportSource,
  files: Record<string, string | Buffer>,
): Promise<SiteImportDto> {
  const { id } = await createImport(owner.ctx, site.id, { source });
  for (const [name, content] of Object.entries(files))
    await addImportFile(owner.ctx, site.id, id, { name, content: streamOf(content) });
  expect((await readImport(owner.ctx, site.id, id)).status).toBe("reading");
  await readImportFiles.execute({ tenantId: site.tenantId, importId: id });
  return getImport(owner.ctx, site.id, id);
}

const change = (site: MintedSite, importId: string) =>
  changeImport.execute({ tenantId: site.tenantId, importId });

async function numbers(site: MintedSite): Promise<{ days: unknown[]; dimensions: unknown[] }> {
  const days = await systemPool().query(
    `SELECT day::text AS day, visitors, visits, page_views AS views, events, bounces, visible_ms::int AS ms
     FROM rollup_days WHERE site_id = $1 ORDER BY 1`,
    [site.id],
  );
  const dimensions = await systemPool().query(
    `SELECT dimension || ' ' || day || ' ' || value AS name, visitors, visits, page_views AS views, events
     FROM rollup_dimensions WHERE site_id = $1 ORDER BY dimension, day, value`,
    [site.id],
  );
  return { days: days.rows, dimensions: dimensions.rows };
}

const PLAUSIBLE = {
  "imported_visitors_20250101_20250102.csv":
    '"date","visitors","pageviews","bounces","visits","visit_duration"\n2025-01-01,10,25,4,12,600\n2025-01-02,5,9,1,6,60\nnonsense,1,1,1,1,1\n2025-01-03,-4,1,1,1,1\n',
  "imported_sources_20250101_20250102.csv":
    "date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,visit_duration,bounces\n" +
    "2025-01-01,Google,www.google.com,,,,,,20,8,9,500,3\n2025-01-01,,,,,,,,5,2,3,100,1\n" +
    "2025-01-01,newsletter,,newsletter,email,spring,,,2,1,1,10,0\n",
  "imported_pages_20250101_20250102.csv":
    "date,hostname,visits,page,visitors,pageviews,total_scroll_depth,total_scroll_depth_visits,total_time_on_page\n2025-01-01,a.example,9,/,8,15,100,2,30\n",
  "imported_locations_20250101_20250102.csv":
    "date,country,region,city,visitors,visits,visit_duration,bounces,pageviews\n2025-01-01,de,DE-BY,2867714,3,4,10,1,8\n",
  "imported_custom_events_20250101_20250102.csv":
    "date,name,link_url,path,visitors,events\n2025-01-02,Signup,,,2,3\n",
  "readme.csv": "a,b\n1,2\n",
};

describe("Plausible", () => {
  test("a preview counts nothing; applied twice it counts once, undone twice it has never been", async () => {
    const site = await mintSite(owner.tenantId);
    const read = await load(site, "plausible", PLAUSIBLE);
    expect(read).toMatchObject({ status: "preview", fromDay: "2025-01-01", toDay: "2025-01-02" });
    expect(read.preview).toMatchObject({
      totals: { visitors: 15, visits: 18, pageViews: 34, events: 3 },
      days: 2,
      overlapDays: [],
      unreadable: { lines: 2 },
    });
    expect(read.preview?.notes.join(" ")).toMatch(/Cities are left out.*readme\.csv was left out/s);
    expect(read.preview?.unreadable.examples[0]).toMatchObject({ line: 4, reason: expect.any(String) });
    expect(await numbers(site)).toEqual({ days: [], dimensions: [] });

    await applyImport(owner.ctx, site.id, read.id);
    await Promise.all([change(site, read.id), change(site, read.id)]);
    const once = await numbers(site);
    expect(once.days).toEqual([
      { day: "2025-01-01", visitors: 10, visits: 12, views: 25, events: 0, bounces: 4, ms: 600_000 },
      { day: "2025-01-02", visitors: 5, visits: 6, views: 9, events: 3, bounces: 1, ms: 60_000 },
    ]);
    const names = once.dimensions.map((row) => (row as { name: string }).name);
    expect(names).toEqual(
      expect.arrayContaining([
        "source 2025-01-01 google",
        "source 2025-01-01 ",
        "channel 2025-01-01 Organic Search",
        "channel 2025-01-01 Direct",
        "channel 2025-01-01 Email",
        "campaign 2025-01-01 spring",
        "referrer 2025-01-01 google.com",
        "page 2025-01-01 /",
        "country 2025-01-01 DE",
        "region 2025-01-01 DE|DE-BY",
        "event 2025-01-02 Signup",
      ]),
    );
    expect((await applyImport(owner.ctx, site.id, read.id)).status).toBe("applied");
    await change(site, read.id);
    expect(await numbers(site)).toEqual(once);
    await expect(deleteImport(owner.ctx, site.id, read.id)).rejects.toMatchObject({ code: "conflict" });

    for (let i = 0; i < 2; i += 1) {
      await undoImport(owner.ctx, site.id, read.id);
      await change(site, read.id);
      expect(await numbers(site)).toEqual({ days: [], dimensions: [] });
    }
    expect((await getImport(owner.ctx, site.id, read.id)).status).toBe("undone");
    await applyImport(owner.ctx, site.id, read.id);
    await change(site, read.id);
    expect(await numbers(site)).toEqual(once);
  });

  test("days that were counted here stay as they are: left out, or the whole is refused", async () => {
    const site = await mintSite(owner.tenantId);
    await systemPool().query(
      "INSERT INTO rollup_days (tenant_id, site_id, day, visits, visitors, page_views) VALUES ($1, $2, '2025-01-02', 3, 3, 3)",
      [site.tenantId, site.id],
    );
    const before = await numbers(site);
    const read = await load(site, "plausible", PLAUSIBLE);
    expect(read.preview).toMatchObject({ overlapDays: ["2025-01-02"], overlapDaysTotal: 1 });
    const refused = applyImport(owner.ctx, site.id, read.id, { overlap: "refuse" });
    await expect(refused).rejects.toMatchObject({ code: "conflict" });
    expect((await applyImport(owner.ctx, site.id, read.id, { overlap: "skip" })).skippedDays).toBe(1);
    await change(site, read.id);
    const after = await numbers(site);
    expect(after.days).toMatchObject([
      { day: "2025-01-01", visits: 12 },
      { day: "2025-01-02", visits: 3 },
    ]);
    expect(after.dimensions.every((row) => !(row as { name: string }).name.includes("2025-01-02"))).toBe(
      true,
    );
    await undoImport(owner.ctx, site.id, read.id);
    await change(site, read.id);
    expect(await numbers(site)).toEqual(before);
  });

  test("the zip as it comes is read like its files; a day keeps 2,000 values, the rest is (other)", async () => {
    const site = await mintSite(owner.tenantId);
    const zip = new ZipFile();
    for (const [name, content] of Object.entries(PLAUSIBLE)) zip.addBuffer(Buffer.from(content), name);
    const pages = Array.from(
      { length: 2_100 },
      (_, n) => `2025-01-01,a.example,1,/p${n},1,${n < 50 ? 9 : 1},0,0,0`,
    );
    const head =
      "date,hostname,visits,page,visitors,pageviews,total_scroll_depth,total_scroll_depth_visits,total_time_on_page";
    zip.addBuffer(Buffer.from([head, ...pages].join("\n")), "more/imported_pages.csv", { compress: false });
    zip.end();
    const read = await load(site, "plausible", { "export.zip": await buffer(zip.outputStream as Readable) });
    expect(read.preview).toMatchObject({ totals: { visits: 18 }, rows: { page: 2_001 } });
    await applyImport(owner.ctx, site.id, read.id);
    await change(site, read.id);
    const { rows } = await systemPool().query<{ views: number; other: number }>(
      `SELECT sum(page_views)::int AS views, max(page_views) FILTER (WHERE value = '(other)') AS other FROM rollup_dimensions
       WHERE site_id = $1 AND dimension = 'page'`,
      [site.id],
    );
    expect(rows[0]).toEqual({ views: 50 * 9 + 2_050 + 15, other: 101 });
  });
});

describe("Umami", () => {
  const HEAD =
    "website_id,session_id,visit_id,event_id,hostname,browser,os,device,screen,language,country,region,city,url_path,url_query,utm_source,utm_medium,utm_campaign,utm_content,utm_term,referrer_path,referrer_query,referrer_domain,page_title,event_type,event_name,created_at\n";
  const row = (
    session: string,
    visit: string,
    event: string,
    path: string,
    at: string,
    more: Record<string, string> = {},
  ) =>
    `w,${session},${visit},${event},a.example,chrome,Mac OS,laptop,1920x1080,de-DE,DE,DE-BY,Munich,${path},${more.query ?? ""},,,,,,${more.refPath ?? ""},,${more.ref ?? ""},T,${more.type ?? "1"},${more.name ?? ""},${at}\n`;

  test("raw events become visits, on the website's own days", async () => {
    const site = await mintSite(owner.tenantId, { timeZone: "Europe/Berlin" });
    const csv =
      HEAD +
      row("s1", "v1", "e1", "/", "2025-03-01 22:30:00", { ref: "www.google.com", refPath: "/search" }) +
      row("s1", "v1", "e2", "/price", "2025-03-01 22:40:00") +
      row("s1", "v1", "e2", "/price", "2025-03-01 22:40:00") + // twice in the file
      row("s1", "v1", "e3", "/price", "2025-03-01 23:10:00", { type: "2", name: "Signup" }) + // the next day in Berlin
      row("s1", "v2", "e4", "/", "2025-03-01 11:00:00") +
      row("s2", "v3", "e5", "/", "2025-03-01T10:00:00Z", {
        query: "utm_source=newsletter&utm_medium=email",
      }) +
      "w,s9,v9,e9,broken\n" +
      row("s3", "v4", "e6", "/", "yesterday");
    const read = await load(site, "umami", { "website_event.csv": csv, "session_data.csv": "a,b\n1,2\n" });
    expect(read.preview).toMatchObject({
      totals: { visitors: 2, visits: 3, pageViews: 4, events: 1 },
      unreadable: { lines: 2 },
    });
    await applyImport(owner.ctx, site.id, read.id);
    await change(site, read.id);
    const { days, dimensions } = await numbers(site);
    expect(days).toEqual([
      { day: "2025-03-01", visitors: 2, visits: 3, views: 4, events: 0, bounces: 2, ms: 2_400_000 },
      { day: "2025-03-02", visitors: 0, visits: 0, views: 0, events: 1, bounces: 0, ms: 0 },
    ]);
    const of = (name: string) => dimensions.find((each) => (each as { name: string }).name === name);
    expect(of("source 2025-03-01 google")).toMatchObject({ visitors: 1, visits: 1 });
    expect(of("source 2025-03-01 ")).toMatchObject({ visitors: 1, visits: 1 });
    expect(of("channel 2025-03-01 Email")).toMatchObject({ visitors: 1, visits: 1 });
    expect(of("page 2025-03-01 /")).toMatchObject({ visitors: 2, visits: 3, views: 3 });
    expect(of("device 2025-03-01 desktop")).toMatchObject({ visitors: 2, visits: 3 });
    expect(of("city 2025-03-01 DE|DE-BY|Munich")).toMatchObject({ visitors: 2, visits: 3 });
    expect(of("event 2025-03-02 Signup")).toMatchObject({ visitors: 1, events: 1 });
  });
});

describe("who may, and what is refused", () => {
  test("roles, other workspaces, files that are none", async () => {
    const site = await mintSite(owner.tenantId);
    await expect(createImport(editor.ctx, site.id, { source: "umami" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(createImport(stranger.ctx, site.id, { source: "umami" })).rejects.toMatchObject({
      code: "not_found",
    });
    const { id } = await createImport(owner.ctx, site.id, { source: "umami" });
    await expect(readImport(owner.ctx, site.id, id)).rejects.toMatchObject({ code: "conflict" });
    await expect(applyImport(owner.ctx, site.id, id)).rejects.toMatchObject({ code: "conflict" });
    for (const attempt of [getImport, readImport, applyImport, undoImport, deleteImport])
      await expect(attempt(stranger.ctx, site.id, id)).rejects.toMatchObject({ code: "not_found" });

    const put = (fileName: string, body: string) =>
      call(putFile, { as: owner, method: "PUT", params: { siteId: site.id, importId: id, fileName }, body });
    expect((await put("../../x.csv", "a")).status).toBe(404);
    expect((await put("x.exe", "a")).status).toBe(404);
    expect((await put("broken.zip", "PK nothing")).json).toMatchObject({ fileNames: ["broken.zip"] });
    expect((await put("broken.zip", "PK nothing")).json).toMatchObject({ fileNames: ["broken.zip"] });
    await readImport(owner.ctx, site.id, id);
    await readImportFiles.execute({ tenantId: site.tenantId, importId: id });
    const failed = await getImport(owner.ctx, site.id, id);
    expect(failed).toMatchObject({ status: "uploading", lastError: "This is no zip archive." });
    await deleteImport(owner.ctx, site.id, id);
    expect((await listImports(owner.ctx, site.id)).items).toEqual([]);
    const lines = await systemDb().$queryRaw<
      unknown[]
    >`SELECT 1 FROM site_import_rows WHERE import_id = ${id}::uuid`;
    expect(lines).toEqual([]);
  });
});
