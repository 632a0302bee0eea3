import { nowMs } from "@/lib/clock";
import type { OutboundAnswer } from "@/lib/outbound";
import { RecentMap } from "@/lib/recent-map";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { findConnection } from "../connection/internal";
import { openProjectKey } from "../connection/keys";
import { jsonOf } from "../provider/call-posthog";
import { judgedClient } from "../provider/client";
import { faultOf, PosthogFault } from "../provider/fault";
import { basesOf } from "../provider/hosts";
import { type PosthogFlags, PosthogFlagsQuery } from "../schemas";

const FRESH_MS = 30_000;
const PEOPLE_MAX = 5_000;

type Flags = PosthogFlags["flags"];
const answers = new RecentMap<string, { atMs: number; flags: Flags }>(PEOPLE_MAX);

function judge(answer: OutboundAnswer): PosthogFault | null {
  const fault = faultOf(answer.status, answer.headers, answer.body);
  if (fault) return fault;
  try {
    const limited: unknown = Reflect.get(jsonOf(answer), "quotaLimited");
    return Array.isArray(limited) && limited.includes("feature_flags")
      ? new PosthogFault("quota", "PostHog evaluates no more flags: the limit of its plan is reached.")
      : null;
  } catch (error) {
    if (error instanceof PosthogFault) return error;
    throw error;
  }
}

async function ask(host: string, projectKey: string, distinctId: string): Promise<Flags> {
  const client = judgedClient(basesOf(host).ingest, projectKey, judge);
  const evaluated = await client.posthog.evaluateFlags(distinctId, { disableGeoip: true });
  const told = client.fault();
  if (told) throw told;
  return Object.fromEntries(evaluated.keys.map((key) => [key, evaluated.getFlag(key) ?? false]));
}

/**
 * The feature flags of a person, as PostHog evaluates them; kept for 30 s. Fails closed: while PostHog does not answer there are
 * no flags, and `isFlagOn` gives the caller's default.
 */
export async function getFlags(ctx: Ctx, query: PosthogFlagsQuery): Promise<PosthogFlags> {
  requirePermission(ctx, "posthog.read");
  const { distinctId } = PosthogFlagsQuery.parse(query);
  const row = await withTenant(ctx, (db) => findConnection(db, ctx));
  if (!row) return { distinctId, flags: {}, problem: "This workspace is not connected with PostHog." };
  const key = `${ctx.tenantId} ${row.host} ${row.projectKey} ${distinctId}`;
  const known = answers.get(key);
  if (known && nowMs() - known.atMs < FRESH_MS) return { distinctId, flags: known.flags, problem: null };
  try {
    const flags = await ask(row.host, openProjectKey(row.projectKey), distinctId);
    answers.set(key, { atMs: nowMs(), flags });
    return { distinctId, flags, problem: null };
  } catch (error) {
    if (error instanceof PosthogFault) return { distinctId, flags: {}, problem: error.message };
    throw error;
  }
}

/** Whether a flag is on; a variant counts as on. @param fallback what holds while PostHog has said nothing about it */
export const isFlagOn = ({ flags }: Pick<PosthogFlags, "flags">, key: string, fallback = false): boolean =>
  Object.hasOwn(flags, key) ? flags[key] !== false : fallback;
