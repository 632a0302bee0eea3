import { createHash } from "node:crypto";
import type pg from "pg";

/** Events of many visitors, as a busy collector would have stored them over some days. */

export interface BacklogSite {
  id: string;
  no: number;
  tenantId: string;
}

const [TENANT, COMPANY] = [1, 2].map((n) => `019aa8c0-0000-7000-8000-00000000000${n}`);
const HOUR_MS = 3_600_000;
const PATHS = 200;
const CLIENTS = 240;
const SOURCES = 60;
const NAMES = ["signup", "download", "play", "Outbound link"];
const COUNTRIES = ["DE", "FR", "US", "GB", "NL", "PL", "ES", "IT", "SE", "AT"];

/** A small generator whose numbers are the same on every run (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes the sites and their dictionary. */
export async function addSites(admin: pg.Client, count: number): Promise<BacklogSite[]> {
  await admin.query("INSERT INTO tenants (id, name) VALUES ($1, 'Bench') ON CONFLICT DO NOTHING", [TENANT]);
  await admin.query(
    "INSERT INTO companies (id, tenant_id, name, is_default) VALUES ($1, $2, 'Bench', true) ON CONFLICT DO NOTHING",
    [COMPANY, TENANT],
  );
  const sites: BacklogSite[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = `019aa8c0-0000-7000-8000-0000000001${String(n).padStart(2, "0")}`;
    const { rows } = await admin.query<{ no: number }>(
      `INSERT INTO sites (id, tenant_id, company_id, name, domain, site_key, time_zone)
       VALUES ($1, $2, $3, $4, $4, $4, 'Europe/Berlin') RETURNING no`,
      [id, TENANT, COMPANY, `backlog-${n}.example`],
    );
    sites.push({ id, no: rows[0]?.no ?? 0, tenantId: TENANT ?? "" });
  }
  return sites;
}

export interface Dictionary {
  paths: number[];
  clients: number[];
  sources: number[];
  names: number[];
}

export async function addDictionary(admin: pg.Client, site: BacklogSite): Promise<Dictionary> {
  const add = async (kind: number, values: string[]): Promise<number[]> => {
    const { rows } = await admin.query<{ id: number }>(
      `INSERT INTO tracking_values (tenant_id, site_no, kind, value, value_hash)
       SELECT $1, $2, $3, v, sha256(convert_to(v, 'UTF8')) FROM unnest($4::text[]) AS v RETURNING id`,
      [site.tenantId, site.no, kind, values],
    );
    return rows.map((row) => row.id);
  };
  const list = <T>(size: number, make: (n: number) => T): T[] =>
    Array.from({ length: size }, (_, n) => make(n));
  return {
    paths: await add(
      1,
      list(PATHS, (n) => (n === 0 ? "/" : `/page-${n}`)),
    ),
    clients: await add(
      2,
      list(CLIENTS, (n) =>
        JSON.stringify({
          country: COUNTRIES[n % COUNTRIES.length],
          region: `Region ${n % 40}`,
          city: `City ${n % 120}`,
          device: ["desktop", "mobile", "tablet"][n % 3],
          browser: ["Chrome", "Safari", "Firefox", "Edge"][n % 4],
          os: ["Windows", "iOS", "Android", "macOS", "Linux"][n % 5],
          language: ["de", "en", "fr"][n % 3],
          screenWidthPx: 320 + 20 * (n % 80),
        }),
      ),
    ),
    sources: await add(
      3,
      list(SOURCES, (n) =>
        JSON.stringify({
          channel: ["Organic Search", "Referral", "Email", "Organic Social"][n % 4],
          source: `source-${n % 25}`,
          referrer: n % 4 === 2 ? undefined : `source-${n % 25}.example/${n}`,
          utmSource: n % 4 === 2 ? `news-${n % 5}` : undefined,
          utmMedium: n % 4 === 2 ? "email" : undefined,
          utmCampaign: n % 4 === 2 ? `campaign-${n % 8}` : undefined,
          link: `l${n}`,
        }),
      ),
    ),
    names: await add(4, NAMES),
  };
}

export interface BacklogEvent {
  siteNo: number;
  id: string;
  key: string;
  path: number;
  client: number;
  source: number;
  name: number;
  extra: string;
}

const hex = (random: () => number, digits: number): string =>
  Math.floor(random() * 16 ** digits)
    .toString(16)
    .padStart(digits, "0");

export function idAt(atMs: number, random: () => number): string {
  const time = Math.floor(atMs).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 6)}${hex(random, 6)}`;
}

/** Squared, so that few values take most. */
const pick = (list: readonly number[], random: () => number): number =>
  list[Math.floor(random() ** 2 * list.length)] ?? 0;

/** The events of one visit: 1 to 12 page views, each with its visible time, and now and then a custom event. */
function* visitEvents(
  site: BacklogSite,
  words: Dictionary,
  startMs: number,
  visitor: string,
  random: () => number,
): Generator<{ atMs: number; event: BacklogEvent }> {
  const key = createHash("sha256").update(visitor).digest().readBigInt64BE(0).toString();
  const client = pick(words.clients, random);
  const make = (atMs: number, path: number, name: number, source: number, extra: string) => ({
    atMs,
    event: { siteNo: site.no, id: idAt(atMs, random), key, path, client, source, name, extra },
  });
  const pages = 1 + Math.floor(random() ** 2 * 12);
  let atMs = startMs;
  for (let n = 0; n < pages; n += 1) {
    const path = pick(words.paths, random);
    yield make(atMs, path, 0, n === 0 && random() < 0.6 ? pick(words.sources, random) : 0, "");
    const readMs = 2_000 + Math.floor(random() ** 2 * 120_000);
    if (random() < 0.2)
      yield make(
        atMs + readMs / 2,
        path,
        pick(words.names, random),
        0,
        JSON.stringify({
          p: { plan: random() < 0.5 ? "free" : "pro", value: Math.floor(random() * 100), step: "two" },
        }),
      );
    atMs += readMs;
    yield make(
      atMs,
      path,
      -1,
      0,
      JSON.stringify({ v: Math.floor(readMs * 0.8), d: Math.floor(20 + random() * 80) }),
    );
  }
}

/**
 * A backlog in order of time: visitors of all sites interleaved, over several days.
 * @param size about how many events
 */
export function makeBacklog(
  sites: readonly BacklogSite[],
  words: ReadonlyMap<number, Dictionary>,
  size: number,
  endMs: number,
  days: number,
): BacklogEvent[] {
  const random = randomOf(42);
  const all: { atMs: number; event: BacklogEvent }[] = [];
  const startMs = endMs - days * 24 * HOUR_MS;
  for (let n = 0; all.length < size; n += 1) {
    const site = sites[Math.floor(random() ** 2 * sites.length)];
    const dictionary = site && words.get(site.no);
    if (!site || !dictionary) continue;
    const atMs = startMs + random() * days * 24 * HOUR_MS;
    // One in five has been there before on that day.
    const visitor = `${site.no} ${Math.floor(atMs / (24 * HOUR_MS))} ${random() < 0.2 ? Math.floor(n * random()) : n}`;
    all.push(...visitEvents(site, dictionary, atMs, visitor, random));
  }
  return all
    .filter(({ atMs }) => atMs < endMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ event }) => event);
}

/** Writes events as the collector does, a thousand a transaction. */
export async function writeBacklog(admin: pg.Client, events: readonly BacklogEvent[]): Promise<void> {
  const rows = 1_000;
  for (let at = 0; at < events.length; at += rows) {
    const part = events.slice(at, at + rows);
    await admin.query({
      name: "backlog",
      text: `INSERT INTO events (site_no, id, visitor_key, path_id, client_id, source_id, name_id, extra)
        SELECT * FROM unnest($1::int[], $2::uuid[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::int[], $8::text[])
        ON CONFLICT DO NOTHING`,
      values: [
        part.map((event) => event.siteNo),
        part.map((event) => event.id),
        part.map((event) => event.key),
        part.map((event) => event.path),
        part.map((event) => event.client),
        part.map((event) => event.source),
        part.map((event) => event.name),
        part.map((event) => event.extra),
      ],
    });
  }
}
