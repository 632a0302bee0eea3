import { createHash, randomInt } from "node:crypto";
import type { SavePosthogInput } from "@/lib/posthog/schemas";
import { getPosthogState } from "@/lib/posthog";
import { forwardDue } from "@/lib/posthog/sweeps/forward-due";
import { systemPool } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { OwnSandbox } from "../../fixtures/sandbox";
import type { Person } from "../../fixtures/tenants";
import type { MintedSite } from "../../fixtures/tracking";
import {
  OTHER_PROJECT_KEY,
  SANDBOX_PERSONAL_KEY,
  SANDBOX_PROJECT_KEY,
} from "../../sandbox/services/posthog/project";

export { OTHER_PROJECT_KEY, SANDBOX_PERSONAL_KEY, SANDBOX_PROJECT_KEY };

/** What a person types to connect with the sandbox's first project. */
export const connecting = (changes: Partial<SavePosthogInput> = {}): SavePosthogInput => ({
  region: "eu",
  projectKey: SANDBOX_PROJECT_KEY,
  forwardsEvents: true,
  recordsSessions: false,
  ...changes,
});

export type Seen = {
  events: {
    uuid: string;
    event: string;
    distinctId: string;
    timestamp: string;
    properties: Record<string, unknown>;
  }[];
  recordings: { id: string; snapshots: number }[];
  duplicates: number;
  batches: number;
};

/** What the sandbox's project has. */
export async function seenBy(sandbox: OwnSandbox, key = SANDBOX_PROJECT_KEY): Promise<Seen> {
  // A connection that was kept may just be closing.
  const response = await fetch(`${sandbox.baseUrl}/posthog/state`, { headers: { connection: "close" } });
  const { projects } = (await response.json()) as { projects: (Seen & { key: string })[] };
  const found = projects.find((project) => project.key === key);
  if (!found) throw new Error("The sandbox has no such project.");
  return found;
}

export type Written = {
  path?: string;
  /** Absent: a page view; "": a report of visible time. */
  name?: string;
  props?: Record<string, unknown>;
  client?: Record<string, unknown>;
  source?: Record<string, unknown>;
  contactId?: string;
  visitorKey?: number;
};

const values = new Map<string, number>();

async function valueId(site: MintedSite, kind: number, value: string): Promise<number> {
  const key = `${site.no}|${kind}|${value}`;
  const known = values.get(key);
  if (known !== undefined) return known;
  const hash = createHash("sha256").update(value).digest();
  const { rows } = await systemPool().query<{ id: number }>(
    `INSERT INTO tracking_values (tenant_id, site_no, kind, value, value_hash) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant_id, site_no, kind, value_hash) DO UPDATE SET value = excluded.value RETURNING id`,
    [site.tenantId, site.no, kind, value, hash],
  );
  const id = rows[0]?.id ?? 0;
  values.set(key, id);
  return id;
}

/** Writes events into the log as the collector does, all in one transaction. @returns their ids */
export async function logEvents(site: MintedSite, events: readonly Written[]): Promise<string[]> {
  const ids: string[] = [];
  const rows: unknown[][] = [];
  for (const { path = "/", name, props, client, source, contactId, visitorKey } of events) {
    const extra = { ...(props ? { p: props } : {}), ...(contactId ? { c: contactId, h: 1 } : {}) };
    const id = newId();
    ids.push(id);
    rows.push([
      id,
      visitorKey ?? randomInt(1, 2 ** 40),
      site.no,
      await valueId(site, 1, path),
      await valueId(
        site,
        2,
        JSON.stringify(client ?? { country: "DE", device: "desktop", browser: "Firefox", os: "Linux" }),
      ),
      source ? await valueId(site, 3, JSON.stringify(source)) : 0,
      name === undefined ? 0 : name === "" ? -1 : await valueId(site, 4, name),
      Object.keys(extra).length === 0 ? "" : JSON.stringify(extra),
    ]);
  }
  const columns = rows[0]?.map((_, index) => rows.map((row) => row[index])) ?? [];
  if (rows.length > 0)
    await systemPool().query(
      `INSERT INTO events (id, visitor_key, site_no, path_id, client_id, source_id, name_id, extra)
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::text[])`,
      columns,
    );
  return ids;
}

/** Lets time pass for a workspace's next try. */
export const hurry = (tenantId: string): Promise<unknown> =>
  systemPool().query("UPDATE posthog_connections SET retry_at = NULL WHERE tenant_id = $1", [tenantId]);

/**
 * Forwards until nothing waits any more. One run may stop early: whoever writes in the same cluster just now holds back what
 * counts as final.
 */
export async function forwardAll(person: Person): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    await hurry(person.tenantId);
    await forwardDue();
    const { connection } = await getPosthogState(person.ctx);
    if (connection?.lag.events === 0 || connection?.status === "paused") return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Still not forwarded: ${JSON.stringify(await getPosthogState(person.ctx))}`);
}
