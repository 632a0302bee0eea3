import { systemDb } from "@/lib/db";
import { gone, notFound } from "@/lib/errors";
import { hashKey } from "@/lib/ids";
import { stateOf } from "./internal";

/** A link that works, with what it leads to. */
export interface OpenLink {
  id: string;
  tenantId: string;
  passwordHash: string | null;
  expiresAt: Date | null;
  site: { id: string; name: string; domain: string; timeZone: string; firstEventAt: Date | null };
}

/**
 * Finds the link of a token, anew for each request: a link that was revoked, has ended, or whose website or workspace is
 * being deleted is closed at once.
 * @throws AppError not_found | gone
 */
export async function openLink(token: string): Promise<OpenLink> {
  const row = await systemDb().shareLink.findUnique({
    where: { tokenHash: hashKey(token) },
    select: {
      id: true,
      tenantId: true,
      siteId: true,
      passwordHash: true,
      expiresAt: true,
      revokedAt: true,
    },
  });
  if (!row) throw notFound("link");
  if (stateOf(row) === "expired")
    throw gone("This link has ended. Ask whoever gave it to you for a new one.");
  const site = await systemDb().site.findFirst({
    where: { tenantId: row.tenantId, id: row.siteId, deletedAt: null },
    select: { id: true, name: true, domain: true, timeZone: true, firstEventAt: true },
  });
  const tenant = await systemDb().tenant.findUnique({
    where: { id: row.tenantId },
    select: { purgeAfterAt: true },
  });
  if (row.revokedAt || !site || !tenant || tenant.purgeAfterAt)
    throw gone("This link was closed by its owner.");
  return {
    id: row.id,
    tenantId: row.tenantId,
    passwordHash: row.passwordHash,
    expiresAt: row.expiresAt,
    site,
  };
}
