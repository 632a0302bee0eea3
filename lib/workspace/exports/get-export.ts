import { notFound } from "@/lib/errors";
import { storage } from "@/lib/storage";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { readPeople } from "../people/read-people";
import type { ExportDto } from "../schemas";
import { readTenant } from "../tenants/internal";
import { exportSelect, isReady, toExportDto } from "./internal";

// Whoever has the address has everything in the workspace, so it is made anew for each reading and lasts minutes.
const LINK_S = 15 * 60;

/** One export; when it is ready, with an address that opens its file for 15 minutes. @throws AppError forbidden | not_found */
export async function getExport(ctx: Ctx, exportId: string): Promise<ExportDto> {
  requirePermission(ctx, "exports.read");
  const { row, name } = await withTenant(ctx, async (db) => ({
    row: await db.workspaceExport.findFirst({
      where: { tenantId: ctx.tenantId, id: exportId },
      select: exportSelect,
    }),
    name: (await readTenant(db, ctx)).name,
  }));
  if (!row) throw notFound("export");
  const people = await readPeople([row.requestedByUserId]);
  if (!isReady(row) || row.storageKey === null) return toExportDto(row, people);
  const day = row.createdAt.toISOString().slice(0, 10);
  const fileName = `${slug(name)}-${day}.zip`;
  const url = await storage().signedUrl(row.storageKey, {
    expiresS: LINK_S,
    contentDisposition: { kind: "attachment", fileName },
  });
  return toExportDto(row, people, url);
}

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "workspace";
