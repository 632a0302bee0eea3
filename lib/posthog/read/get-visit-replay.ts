import { z } from "zod";
import { type Ctx, requirePermission } from "@/lib/tenancy";
import { listPageViewIds } from "@/lib/tracking";
import { PosthogFault } from "../provider/fault";
import { basesOf } from "../provider/hosts";
import { readPrivate } from "../provider/private-api";
import type { PosthogReplay } from "../schemas";
import { accessOf } from "./access";

const Recordings = z.object({
  results: z.array(z.object({ id: z.string().min(1), start_time: z.string().nullable().default(null) })),
});

const NONE = { url: null, startedAt: null };

/**
 * Where a visit's recording is at PostHog. The browser script names each recording after the page view with which it began
 * (lib/tracking/posthog-script), so that the visit's own page views find it.
 * @throws AppError not_found for a visit that is not in the workspace
 */
export async function getVisitReplay(ctx: Ctx, visitId: string): Promise<PosthogReplay> {
  requirePermission(ctx, "posthog.read");
  const ids = await listPageViewIds(ctx, visitId);
  try {
    const access = await accessOf(ctx);
    if (ids.length === 0) return { ...NONE, problem: null };
    const query = new URLSearchParams({ session_ids: JSON.stringify(ids), limit: "1" });
    const { results } = Recordings.parse(await readPrivate(access, `/session_recordings/?${query}`));
    const [first] = results;
    if (!first) return { ...NONE, problem: null };
    const startedAt = first.start_time === null ? null : new Date(first.start_time);
    return {
      url: `${basesOf(access.host).app}/project/${access.project}/replay/${encodeURIComponent(first.id)}`,
      startedAt: startedAt && !Number.isNaN(startedAt.getTime()) ? startedAt.toISOString() : null,
      problem: null,
    };
  } catch (error) {
    if (error instanceof PosthogFault) return { ...NONE, problem: error.message };
    if (error instanceof z.ZodError)
      return { ...NONE, problem: "PostHog answers in a way that is not understood." };
    throw error;
  }
}
