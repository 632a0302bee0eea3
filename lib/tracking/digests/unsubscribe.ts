import { z } from "zod";
import { emitAudit } from "@/lib/audit";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { open, seal, SecretsError } from "@/lib/secrets";
import { publicCtx, withTenant } from "@/lib/tenancy";

const PURPOSE = "report_digests.unsubscribe";
const Subscription = z.object({ tenantId: z.uuid(), digestId: z.uuid(), email: z.email() });
export type Subscription = z.infer<typeof Subscription>;

/** What ends a digest for one recipient, and nothing else. Sealed, so that nobody can make one and it shows no address. */
export const unsubscribeToken = (subscription: Subscription): string =>
  seal(JSON.stringify(subscription), PURPOSE);

/** The page that a message leads to. */
export const unsubscribePage = (token: string): string =>
  new URL(`/unsubscribe/${token}`, env().APP_URL).href;

/** The address that mail programs call by themselves (RFC 8058). */
export const unsubscribeCall = (token: string): string =>
  new URL(`/api/v1/digests/unsubscribe/${token}`, env().APP_URL).href;

function read(token: string): Subscription {
  try {
    return Subscription.parse(JSON.parse(open(token, PURPOSE)));
  } catch (error) {
    if (error instanceof SecretsError || error instanceof z.ZodError || error instanceof SyntaxError)
      throw notFound("subscription");
    throw error;
  }
}

/**
 * Takes an address out of a digest; without any address left the digest rests. Again, or after the digest is gone, it changes
 * nothing and says the same.
 * @throws AppError not_found for a token that is none of ours
 */
export async function unsubscribeDigest(token: string): Promise<void> {
  const { tenantId, digestId, email } = read(token);
  const ctx = publicCtx(tenantId, `digest:${digestId}`, newId());
  await withTenant(ctx, async (db) => {
    const changed = await db.$executeRaw`
      UPDATE report_digests SET recipients = array_remove(recipients, ${email}),
        is_active = is_active AND cardinality(array_remove(recipients, ${email})) > 0
      WHERE tenant_id = ${tenantId}::uuid AND id = ${digestId}::uuid AND ${email} = ANY(recipients)`;
    if (changed > 0)
      await emitAudit(db, ctx, { action: "digest.unsubscribe", entityType: "digest", entityId: digestId });
  });
}
