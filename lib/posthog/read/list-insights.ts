import { z } from "zod";
import { type Ctx, requirePermission } from "@/lib/tenancy";
import { PosthogFault } from "../provider/fault";
import { basesOf } from "../provider/hosts";
import { type PrivateAccess, readPrivate } from "../provider/private-api";
import { type PosthogInsight, type PosthogInsights, PosthogInsightsQuery, PosthogSeries } from "../schemas";
import { accessOf } from "./access";

const INSIGHTS_MAX = 100;

/** What of PostHog's insight is used; everything else it may say is passed over. */
const Insight = z.object({
  id: z.number().int(),
  short_id: z.string().min(1),
  name: z.string().nullable().default(null),
  derived_name: z.string().nullable().default(null),
  description: z.string().nullable().default(null),
  deleted: z.boolean().default(false),
  result: z.unknown().optional(),
});
const Insights = z.object({ results: z.array(Insight) });

/** Trends come as series; other kinds (funnels, retention, SQL) have shapes of their own and are left to PostHog's page. */
const Result = z.array(PosthogSeries).min(1);

function toInsight(access: PrivateAccess, one: z.output<typeof Insight>, withData: boolean): PosthogInsight {
  return {
    id: String(one.id),
    name: one.name || one.derived_name || "Untitled insight",
    description: one.description ?? "",
    url: `${basesOf(access.host).app}/project/${access.project}/insights/${one.short_id}`,
    series: withData ? (Result.safeParse(one.result).data ?? null) : null,
  };
}

/**
 * The insights of the connected project with their links, or one of them with its data. Needs a personal key. What stands in the
 * way is told in `problem`.
 */
export async function listInsights(ctx: Ctx, query: PosthogInsightsQuery = {}): Promise<PosthogInsights> {
  requirePermission(ctx, "posthog.read");
  const { insight } = PosthogInsightsQuery.parse(query);
  try {
    const access = await accessOf(ctx);
    const answer = await readPrivate(
      access,
      insight === undefined ? `/insights/?limit=${INSIGHTS_MAX}&basic=true` : `/insights/${insight}/`,
    );
    const found = insight === undefined ? Insights.parse(answer).results : [Insight.parse(answer)];
    const items = found
      .filter(({ deleted }) => !deleted)
      .map((one) => toInsight(access, one, insight !== undefined));
    return { items, problem: null };
  } catch (error) {
    if (error instanceof PosthogFault) return { items: [], problem: error.message };
    if (error instanceof z.ZodError)
      return { items: [], problem: "PostHog answers in a way that is not understood." };
    throw error;
  }
}
