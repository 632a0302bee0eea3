import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import type { SiteDto } from "../schemas";
import { getSiteOrThrow, toSiteDto } from "./internal";

/** @throws AppError not_found */
export async function getSite(ctx: Ctx, siteId: string): Promise<SiteDto> {
  requirePermission(ctx, "sites.read");
  return withTenant(ctx, async (db) => toSiteDto(await getSiteOrThrow(db, ctx, siteId)));
}
