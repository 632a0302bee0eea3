import { listForms, listRequests } from "@/lib/crm";
import { can, type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { listSites } from "@/lib/tracking";
import { type ActivityFeed, type ActivityItem, ActivityQuery } from "./schemas";

type Source = (ctx: Ctx, limit: number) => Promise<ActivityItem[]>;

const requests: Source = async (ctx, limit) => {
  if (!can(ctx, "requests.read")) return [];
  const { items } = await listRequests(ctx, { limit });
  return items
    .filter((request) => request.status !== "spam")
    .map((request) => ({
      id: `request-${request.id}`,
      kind: "request",
      title: `${request.kind === "contact" ? "Request" : "Project request"} from ${request.name}`,
      detail: request.company || request.email,
      href: `/crm/requests/${request.id}`,
      at: request.createdAt,
    }));
};

const forms: Source = async (ctx, limit) => {
  if (!can(ctx, "forms.read")) return [];
  const { items } = await listForms(ctx, { limit });
  return items.map((form) => ({
    id: `form-${form.id}`,
    kind: "form",
    title: `Form ${form.name} was made`,
    detail: form.kind === "contact" ? "Contact form" : "Project-scope form",
    href: "/crm/forms",
    at: form.createdAt,
  }));
};

const SITES_READ_MAX = 100;

// A site that was added long ago may have had its first visit just now, so more sites are read than are shown.
const sites: Source = async (ctx) => {
  if (!can(ctx, "sites.read")) return [];
  const { items } = await listSites(ctx, { limit: SITES_READ_MAX });
  return items.flatMap((site) => {
    const about = { detail: site.domain, href: `/settings/sites/${site.id}` };
    const added: ActivityItem = {
      id: `site-${site.id}`,
      kind: "site",
      title: `Website ${site.name} was added`,
      ...about,
      at: site.createdAt,
    };
    if (site.firstEventAt === null) return [added];
    return [
      added,
      {
        id: `visit-${site.id}`,
        kind: "visit",
        title: `First visit on ${site.name}`,
        ...about,
        at: site.firstEventAt,
      },
    ];
  });
};

/** What happened lately, newest first; only what the caller may read. */
export async function listActivity(ctx: Ctx, query: ActivityQuery = {}): Promise<ActivityFeed> {
  requirePermission(ctx, "workspace.read");
  const { limit } = ActivityQuery.parse(query);
  return withTenant(ctx, async (db) => {
    const inner = { ...ctx, db };
    const found: ActivityItem[] = [];
    for (const source of [requests, forms, sites]) found.push(...(await source(inner, limit)));
    return { items: found.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit) };
  });
}
