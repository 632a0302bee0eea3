import { type Ctx, withTenant } from "@/lib/tenancy";
import { findConnection } from "../connection/internal";
import { openPersonalKey } from "../connection/keys";
import { PosthogFault } from "../provider/fault";
import type { PrivateAccess } from "../provider/private-api";

/** With what the workspace reads from PostHog. @throws PosthogFault key, with a sentence about what is missing */
export async function accessOf(ctx: Ctx): Promise<PrivateAccess> {
  const row = await withTenant(ctx, (db) => findConnection(db, ctx));
  if (!row) throw new PosthogFault("key", "This workspace is not connected with PostHog.");
  if (row.personalKeySealed === null || row.projectId === null)
    throw new PosthogFault("key", "Add a personal key of PostHog in the settings to see this.");
  const personalKey = openPersonalKey(row.personalKeySealed);
  return { tenantId: ctx.tenantId, host: row.host, personalKey, project: row.projectId };
}
