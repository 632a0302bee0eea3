import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { checkPersonalKey, checkProjectKey, type KnownProject } from "../provider/check-keys";
import { PosthogFault } from "../provider/fault";
import type { PosthogCheck, PosthogTestResult } from "../schemas";
import { type ConnectionRow, getConnectionOrThrow } from "./internal";
import { openPersonalKey, openProjectKey } from "./keys";

/** What is to be tried; keys in plain. */
export type Trial = { host: string; projectKey: string; personalKey: string | null };

type TrialResult = PosthogTestResult & {
  /** What the first bad check threw. */
  fault: PosthogFault | null;
  project: KnownProject | null;
};

type Tried<T> = { value: T; fault: null } | { value: null; fault: PosthogFault };

async function tried<T>(work: Promise<T>): Promise<Tried<T>> {
  try {
    return { value: await work, fault: null };
  } catch (error) {
    if (error instanceof PosthogFault) return { value: null, fault: error };
    throw error;
  }
}

/** Calls PostHog with both keys and tells what each call found. */
export async function tryKeys({ host, projectKey, personalKey }: Trial): Promise<TrialResult> {
  const { fault: first } = await tried(checkProjectKey(host, projectKey));
  const checks: PosthogCheck[] = [
    {
      what: "project_key",
      isGood: first === null,
      message: first?.message ?? "PostHog takes events with this key.",
    },
  ];
  if (first || personalKey === null) return { isGood: first === null, checks, fault: first, project: null };
  const { value: project, fault } = await tried(checkPersonalKey(host, projectKey, personalKey));
  const message = fault ? fault.message : `It opens the project "${project.name}".`;
  checks.push({ what: "personal_key", isGood: fault === null, message });
  return { isGood: fault === null, checks, fault, project };
}

/**
 * Tries the stored keys against PostHog; changes nothing.
 * @throws AppError not_found when the workspace is not connected
 */
export async function testPosthogConnection(ctx: Ctx): Promise<PosthogTestResult> {
  requirePermission(ctx, "posthog.write");
  const row = await withTenant(ctx, (db) => getConnectionOrThrow(db, ctx));
  const { value: keys, fault } = await tried(Promise.resolve().then(() => keysOf(row)));
  if (fault)
    return { isGood: false, checks: [{ what: "project_key", isGood: false, message: fault.message }] };
  const { isGood, checks } = await tryKeys({ host: row.host, ...keys });
  return { isGood, checks };
}

const keysOf = (row: ConnectionRow): Pick<Trial, "projectKey" | "personalKey"> => ({
  projectKey: openProjectKey(row.projectKey),
  personalKey: row.personalKeySealed === null ? null : openPersonalKey(row.personalKeySealed),
});
