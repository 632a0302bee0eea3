import { cookies } from "next/headers";
import type { Prefetch } from "@/components/common/prefetched";
import { SITE_COOKIE, SITES_KEY, SITES_SHOWN_MAX } from "@/components/tracking/keys";
import type { Ctx } from "@/lib/tenancy";
import { listSites } from "@/lib/tracking";
import type { SiteList } from "@/lib/tracking/schemas";

export type PageParams = Promise<Record<string, string | string[] | undefined>>;

/** The query string as the browser's code reads it; a name given twice counts once. */
export function toParams(given: Awaited<PageParams>): URLSearchParams {
  const pairs = Object.entries(given).map(
    ([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const,
  );
  return new URLSearchParams(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** The sites of the workspace and the one to look at: asked for, looked at last, or the first. Null: they could not be loaded. */
export async function chosenSite(ctx: Ctx, params: URLSearchParams) {
  const rememberedSiteId = (await cookies()).get(SITE_COOKIE)?.value;
  const sites = await listSites(ctx, { limit: SITES_SHOWN_MAX }).catch(() => null);
  const byId = (id: string | null | undefined) =>
    id ? sites?.items.find((site) => site.id === id) : undefined;
  return {
    sites,
    site: byId(params.get("site")) ?? byId(rememberedSiteId) ?? sites?.items[0],
    rememberedSiteId,
  };
}

export const sitesPrefetch = (sites: SiteList | null): Prefetch[] =>
  sites ? [{ key: SITES_KEY, load: () => Promise.resolve<unknown>(sites) }] : [];
