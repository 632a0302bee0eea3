import { now, nowMs } from "@/lib/clock";
import { queueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { storage } from "@/lib/storage";
import { type Ctx, type Role, roleCan, withTenant } from "@/lib/tenancy";
import { exportKey } from "../files";
import { type PersonFacts, readPeople } from "../people/read-people";
import { MemberRole } from "../schemas";
import { readTenant } from "../tenants/internal";
import { exportSelect, type ExportRow, UNFINISHED } from "./internal";
import { ARCHIVE_PARTS, writeArchive } from "./write-archive";

const DAY_MS = 86_400_000;
const KEPT_DAYS = 7;
const LEASE_MS = 60_000;
const BEAT_MS = 2_000;
const SIZE_BYTES_MAX = 50_000_000_000;

const leaseEnd = () => new Date(nowMs() + LEASE_MS);

/** Takes an export that nobody works on. @returns undefined when there is nothing to do */
function claim(ctx: Ctx, exportId: string): Promise<ExportRow | undefined> {
  return withTenant(ctx, async (db) => {
    const [row] = await db.workspaceExport.updateManyAndReturn({
      where: {
        tenantId: ctx.tenantId,
        id: exportId,
        status: { in: UNFINISHED },
        OR: [{ claimedUntil: null }, { claimedUntil: { lt: now() } }],
      },
      data: {
        status: "running",
        claimedUntil: leaseEnd(),
        partsDone: 0,
        partsTotal: ARCHIVE_PARTS,
        lastError: null,
      },
      select: exportSelect,
    });
    return row;
  });
}

/** Keeps the claim and shows how far it has come, at most every two seconds and with every finished file. */
function progressOf(ctx: Ctx, exportId: string) {
  let last = { atMs: 0, partsDone: -1 };
  return async (partsDone: number): Promise<void> => {
    if (partsDone === last.partsDone && performance.now() - last.atMs < BEAT_MS) return;
    last = { atMs: performance.now(), partsDone };
    await withTenant(ctx, (db) =>
      db.workspaceExport.updateMany({
        where: { tenantId: ctx.tenantId, id: exportId, status: "running" },
        data: { partsDone, claimedUntil: leaseEnd() },
      }),
    );
  };
}

/**
 * Writes the file of an export. Running twice is harmless: the second run finds it claimed or finished. A run that dies
 * leaves a claim that ends, and the sweep starts it again; the file itself appears whole or not at all.
 */
export async function runExport(ctx: Ctx, exportId: string): Promise<void> {
  const row = await claim(ctx, exportId);
  if (!row) return;
  const key = exportKey(ctx.tenantId, exportId);
  try {
    const archive = await writeArchive(ctx, row.createdAt.toISOString(), progressOf(ctx, exportId));
    const { sizeBytes } = await storage().put(key, archive, {
      contentType: "application/zip",
      sizeBytesMax: SIZE_BYTES_MAX,
    });
    await finish(ctx, row, key, sizeBytes);
  } catch (error) {
    logger().error({ err: error, tenantId: ctx.tenantId, exportId }, "export failed");
    await fail(ctx, exportId);
  }
}

async function finish(ctx: Ctx, row: ExportRow, key: string, sizeBytes: number): Promise<void> {
  const people = await readPeople([row.requestedByUserId]);
  const isKept = await withTenant(ctx, async (db) => {
    const at = now();
    const expiresAt = new Date(at.getTime() + KEPT_DAYS * DAY_MS);
    const { count } = await db.workspaceExport.updateMany({
      where: { tenantId: ctx.tenantId, id: row.id, status: "running" },
      data: { status: "ready", storageKey: key, sizeBytes, readyAt: at, expiresAt, claimedUntil: null },
    });
    if (count === 0) return false;
    const asker = await db.membership.findUnique({
      where: { tenantId_userId: { tenantId: ctx.tenantId, userId: row.requestedByUserId } },
      select: { role: true, isActive: true },
    });
    const person = people.get(row.requestedByUserId);
    if (person && asker?.isActive && mayFetch(MemberRole.parse(asker.role)))
      await tell({ ...ctx, db }, row.id, person, expiresAt);
    return true;
  });
  // The workspace or the export went while the file was written: so does the file.
  if (!isKept) await storage().delete(key);
}

const mayFetch = (role: Role): boolean => roleCan(role, "exports.read");

/** The message leads to the page and not to the file: who opens it has to be signed in. */
const tell = (ctx: Ctx, exportId: string, person: PersonFacts, expiresAt: Date): Promise<void> =>
  withTenant(ctx, async (db) => {
    const { name } = await readTenant(db, ctx);
    await queueEmail(db, ctx, {
      to: person.email,
      template: "export-ready",
      params: {
        workspaceName: name,
        url: new URL("/settings/workspace#export", env().APP_URL).href,
        expiresAt: expiresAt.toISOString(),
      },
      dedupeKey: `export-ready-${exportId}`,
    });
  });

const fail = (ctx: Ctx, exportId: string) =>
  withTenant(ctx, (db) =>
    db.workspaceExport.updateMany({
      where: { tenantId: ctx.tenantId, id: exportId, status: "running" },
      data: {
        status: "failed",
        claimedUntil: null,
        lastError: "The file could not be written. Nothing is lost; start the export again.",
      },
    }),
  );
