import type pg from "pg";

const PATHS = 3_000;
const NAMES = ["signup", "download", "play", "Outbound link", "Form submit", "order"];
const COUNTRIES = ["DE", "US", "FR", "GB", "NL", "PL", "ES", "IT", "SE", "AT", "CH", "BR", "IN", "JP", "CA"];
const CHANNELS = ["Organic Search", "Referral", "Email", "Organic Social", "Paid Search", "AI Assistants"];

/** Dictionary ids of a site's texts; the first of each list are meant to be the most frequent. */
export interface Words {
  paths: number[];
  clients: number[];
  sources: number[];
  names: number[];
}

const list = (size: number, make: (n: number) => string): string[] =>
  Array.from({ length: size }, (_, n) => make(n));

/** Stores the texts that a large website has: thousands of pages, 1,500 kinds of client, 300 sources. */
export async function addWords(admin: pg.Client, tenantId: string, siteNo: number): Promise<Words> {
  const add = async (kind: number, values: string[]): Promise<number[]> => {
    const { rows } = await admin.query<{ id: number; value: string }>(
      `INSERT INTO tracking_values (tenant_id, site_no, kind, value, value_hash)
       SELECT $1, $2, $3, v, sha256(convert_to(v, 'UTF8')) FROM unnest($4::text[]) AS v RETURNING id, value`,
      [tenantId, siteNo, kind, values],
    );
    const idOf = new Map(rows.map((row) => [row.value, row.id]));
    return values.map((value) => idOf.get(value) ?? 0);
  };
  return {
    paths: await add(1, list(PATHS, pathOf)),
    clients: await add(2, [...new Set(list(1_500, clientOf))]),
    sources: await add(3, [...new Set(list(240, sourceOf))]),
    names: await add(4, NAMES),
  };
}

function pathOf(n: number): string {
  if (n === 0) return "/";
  const section = ["blog", "docs", "products", "help"][n % 4];
  return n < 6
    ? `/${["prices", "about", "contact", "signup", "features"][n - 1]}`
    : `/${section}/article-number-${n}`;
}

function clientOf(n: number): string {
  const country = COUNTRIES[Math.floor((n % 100) ** 2 / 700)] ?? "DE";
  return JSON.stringify({
    country,
    region: `Region ${n % 37}`,
    city: `City ${n % 311}`,
    device: n % 3 === 0 ? "desktop" : n % 7 === 0 ? "tablet" : "mobile",
    browser: ["Chrome", "Safari", "Firefox", "Edge"][n % 4],
    os: ["Windows", "iOS", "Android", "macOS", "Linux"][n % 5],
    language: ["en", "de", "fr", "es"][n % 4],
    screenWidthPx: 320 + 20 * (n % 60),
  });
}

function sourceOf(n: number): string {
  const channel = CHANNELS[n % CHANNELS.length] ?? "Referral";
  const isCampaign = channel === "Email" || channel === "Paid Search";
  return JSON.stringify({
    channel,
    source: `source-${n % 80}`,
    ...(isCampaign
      ? {
          utmSource: `source-${n % 80}`,
          utmMedium: channel === "Email" ? "email" : "cpc",
          utmCampaign: `campaign-${n % 24}`,
        }
      : { referrer: `source-${n % 80}.example/page-${n}` }),
  });
}
