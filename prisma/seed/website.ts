import { DEMO_USER_ID, iso, type Workspace } from "./accounts";
import { asTenant } from "./connections";
import { insertRows } from "./insert-rows";
import { fixedId } from "./random";
import { audit } from "./requests/request-rows";
import type { LoggedSite } from "./traffic/event-rows";

export type WebsiteDetails = {
  label: string;
  name: string;
  domain: string;
  timeZone: string;
  allowedHosts: readonly string[];
  siteKey: string;
  forms: readonly { kind: "contact" | "project_scope"; name: string; formKey: string }[];
};

export type Website = {
  site: LoggedSite;
  createdAtMs: number;
  forms: Record<"contact" | "project_scope", string | null>;
};

/** Where ids of websites lie in time: fixed, so that every run meets the same rows. */
const WEBSITE_MS = Date.UTC(2026, 0, 5, 10);

/**
 * Adds a website with its forms; one that is there stays as it is.
 * @param createdAtMs used when it is new
 * @throws Error when somebody has deleted it: its key is spent then
 */
export async function addWebsite(
  { tenantId, companyId }: Workspace,
  details: WebsiteDetails,
  createdAtMs: number,
): Promise<Website> {
  const siteId = fixedId(WEBSITE_MS, `site ${details.label}`);
  const times = { created_at: iso(createdAtMs), updated_at: iso(createdAtMs) };
  const forms = details.forms.map(({ kind, name, formKey }) => ({
    id: fixedId(WEBSITE_MS, `form ${formKey}`),
    tenant_id: tenantId,
    company_id: companyId,
    site_id: siteId,
    name,
    kind,
    form_key: formKey,
    allowed_hosts: [],
    is_active: true,
    ...times,
  }));
  return asTenant(tenantId, async (client) => {
    const { domain, name, timeZone: time_zone, allowedHosts: allowed_hosts, siteKey: site_key } = details;
    await insertRows(client, "sites", [
      {
        id: siteId,
        tenant_id: tenantId,
        company_id: companyId,
        name,
        domain,
        time_zone,
        allowed_hosts,
        site_key,
        ...times,
      },
    ]);
    await insertRows(client, "forms", forms);
    const acts = [
      audit(
        { tenantId },
        {
          by: null,
          action: "workspace.create",
          entity: ["workspace", tenantId],
          after: { ownerId: DEMO_USER_ID },
          atMs: createdAtMs - 60_000,
        },
      ),
      audit(
        { tenantId },
        {
          by: null,
          action: "site.create",
          entity: ["site", siteId],
          after: { name, domain },
          atMs: createdAtMs,
        },
      ),
      ...forms.map((form) =>
        audit(
          { tenantId },
          {
            by: null,
            action: "form.create",
            entity: ["form", form.id],
            after: { name: form.name, kind: form.kind },
            atMs: createdAtMs + 60_000,
          },
        ),
      ),
    ];
    const { rows } = await client.query<{ no: number; created_at: Date; deleted_at: Date | null }>(
      "SELECT no, created_at, deleted_at FROM sites WHERE tenant_id = $1 AND id = $2",
      [tenantId, siteId],
    );
    const [row] = rows;
    const hosts = [domain, ...allowed_hosts];
    if (!row || row.deleted_at)
      throw new Error(`The website ${name} was deleted; \`npm run db:reset\` starts afresh.`);
    if (row.created_at.getTime() === createdAtMs) await insertRows(client, "audit_logs", acts);
    const idOf = (kind: "contact" | "project_scope"): string | null =>
      forms.find((form) => form.kind === kind)?.id ?? null;
    return {
      site: { id: siteId, no: row.no, tenantId, timeZone: time_zone, hosts, hostsText: hosts.join() },
      createdAtMs: row.created_at.getTime(),
      forms: { contact: idOf("contact"), project_scope: idOf("project_scope") },
    };
  });
}
