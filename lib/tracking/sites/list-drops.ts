import { nowMs } from "@/lib/clock";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { DropReason, type DropsDto, ListDropsQuery } from "../schemas";
import { addDays } from "../time/site-day";
import { getSiteOrThrow } from "./internal";

const EXPLANATIONS: Record<DropReason, string> = {
  bad_json: "The request was not readable.",
  bad_event: "A required field was missing or wrong.",
  too_large: "The request was larger than 64 KB.",
  unknown_site: "The site key is not known.",
  host_not_allowed: "The page is on a host that is neither the site's domain nor one of its allowed hosts.",
  bot: "The sender was a bot or an automated browser.",
  preview: "A network or a messenger fetched the page to show a preview of it.",
  prefetch: "A browser loaded the page ahead and never showed it.",
  excluded: "You excluded this path or this address.",
  stale: "The event was older than 48 hours or more than 5 minutes ahead, by the visitor's clock.",
  rate_limited: "One address sent more events a minute than allowed.",
  site_rate_limited: "The website as a whole got more events a minute than allowed.",
  replay_unreadable: "A piece of a recording was not readable.",
  replay_off: "A piece of a recording came although the site records no sessions.",
  replay_no_consent: "A piece of a recording came without the visitor's consent.",
  replay_over: "A piece came for a recording that is full, has ended or was deleted.",
};

/** What the collector did not count for a site, by reason. @throws AppError not_found */
export async function listDrops(ctx: Ctx, siteId: string, query: ListDropsQuery = {}): Promise<DropsDto> {
  requirePermission(ctx, "sites.read");
  const { days } = ListDropsQuery.parse(query);
  const to = new Date(nowMs()).toISOString().slice(0, 10);
  const from = addDays(to, 1 - days);
  return withTenant(ctx, async (db) => {
    await getSiteOrThrow(db, ctx, siteId);
    const rows = await db.ingestDrop.groupBy({
      by: ["reason"],
      where: { tenantId: ctx.tenantId, siteId, day: { gte: new Date(from), lte: new Date(to) } },
      _sum: { count: true },
      _max: { day: true },
    });
    const items = rows
      .map((row) => {
        const reason = DropReason.parse(row.reason);
        const lastDay = (row._max.day ?? new Date(to)).toISOString().slice(0, 10);
        return { reason, explanation: EXPLANATIONS[reason], count: Number(row._sum.count ?? 0n), lastDay };
      })
      .sort((a, b) => b.count - a.count);
    return { range: { from, to }, total: items.reduce((sum, item) => sum + item.count, 0), items };
  });
}
