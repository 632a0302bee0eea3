import { nowMs } from "@/lib/clock";
import { systemPool } from "@/lib/db";
import { RecentMap } from "@/lib/recent-map";
import { openProjectKey, readable } from "../connection/keys";

const FRESH_MS = 15_000;
const SITES_MAX = 5_000;

/** A site whose visits are recorded through its workspace's PostHog. */
export type RecordedSite = {
  tenantId: string;
  /** Under which its pages are served, without "www." */
  hosts: string[];
  host: string;
  projectKey: string;
  /** Elements that are left out, as a CSS selector; "" for none. */
  blockSelector: string;
};

const FIND = `SELECT s.tenant_id AS "tenantId", s.domain, s.allowed_hosts AS "allowedHosts", s.replay_block_selector AS "blockSelector",
    p.host, p.project_key AS "projectKey"
  FROM sites s JOIN posthog_connections p ON p.tenant_id = s.tenant_id AND p.records_sessions
  WHERE s.site_key = $1 AND s.deleted_at IS NULL AND s.consent_mode = 'consent'`;

type Row = {
  tenantId: string;
  domain: string;
  allowedHosts: string[];
  blockSelector: string | null;
  host: string;
  projectKey: string;
};

const known = new RecentMap<string, { atMs: number; site: RecordedSite | null }>(SITES_MAX);

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, "");

/** The site of a public key, looked up before any workspace is known; null unless it is recorded through PostHog. */
export async function findRecordedSite(siteKey: string): Promise<RecordedSite | null> {
  const remembered = known.get(siteKey);
  if (remembered && nowMs() - remembered.atMs < FRESH_MS) return remembered.site;
  const { rows } = await systemPool().query<Row>(FIND, [siteKey]);
  const site = rows[0] ? toSite(rows[0]) : null;
  known.set(siteKey, { atMs: nowMs(), site });
  return site;
}

function toSite({
  domain,
  allowedHosts,
  projectKey: sealed,
  blockSelector,
  ...rest
}: Row): RecordedSite | null {
  const projectKey = readable(sealed, openProjectKey);
  if (projectKey === undefined) return null;
  return {
    ...rest,
    hosts: [domain, ...allowedHosts].map(bare),
    projectKey,
    blockSelector: blockSelector ?? "",
  };
}

/** Whether a page of this origin belongs to the site: one of its hosts, or a subdomain of one. */
export function isOwnOrigin(site: RecordedSite, origin: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const host = bare(new URL(origin).hostname);
  return site.hosts.some((own) => host === own || host.endsWith(`.${own}`));
}
