import { type Prisma, toJson } from "@/lib/db";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { storage } from "@/lib/storage";
import { type Ctx, withTenant } from "@/lib/tenancy";
import { bareHost, isAllowedHost } from "../collect/hosts";
import { importFileKey, ImportState } from "./internal";
import { previewOf } from "./preview";
import { addPlausible, plausibleKind } from "./plausible";
import { readCsv, Unreadable } from "./read-csv";
import type { ImportRow } from "./rows";
import { RowSums } from "./rows";
import { ImportSource } from "./schemas";
import { UMAMI_COLUMNS, UMAMI_VISITS_MAX, UmamiVisits } from "./umami";
import { type ZipEntry, zipEntries } from "./unzip";

/** Sums that memory holds before they are written away. */
const SUMS_MAX = 20_000;
const INSERT_ROWS = 2_000;
const DELETE_ROWS = 20_000;
const UNPACKED_BYTES_MAX = 500_000_000;

interface Reading {
  ctx: Ctx;
  importId: string;
  runId: string;
  sums: RowSums;
  unreadable: Unreadable;
  notes: string[];
}

/** Another run has begun meanwhile, or the import is gone: this one leaves without a trace. */
class Overtaken extends Error {}

/** Reads the uploaded files into rows that wait. Running twice or dying is harmless: a new run begins with none. */
export async function runReading(ctx: Ctx, importId: string): Promise<void> {
  const reading: Reading = {
    ctx,
    importId,
    runId: newId(),
    sums: new RowSums(),
    unreadable: new Unreadable(),
    notes: [],
  };
  try {
    const begun = await begin(reading);
    if (!begun) return;
    await dropRows(reading);
    await readFiles(reading, begun);
    await writeSums(reading);
    await finish(reading, begun.siteId);
  } catch (error) {
    if (error instanceof Overtaken) return;
    logger().warn({ err: error, tenantId: ctx.tenantId, importId }, "files of an import could not be read");
    await fail(reading, error);
  }
}

interface Begun {
  siteId: string;
  source: ImportSource;
  fileNames: string[];
  timeZone: string;
  hosts: string[];
}

const begin = ({ ctx, importId, runId }: Reading): Promise<Begun | null> =>
  withTenant(ctx, async (db) => {
    const row = await db.siteImport.findFirst({
      where: { tenantId: ctx.tenantId, id: importId, status: "preview", site: { deletedAt: null } },
      select: {
        siteId: true,
        source: true,
        fileNames: true,
        totals: true,
        site: { select: { timeZone: true, domain: true, allowedHosts: true } },
      },
    });
    if (!row) return null;
    const state = ImportState.parse(row.totals);
    if (state.stage !== "reading") return null;
    await db.siteImport.updateMany({
      where: { tenantId: ctx.tenantId, id: importId, status: "preview" },
      data: { totals: toJson({ ...state, runId }) },
    });
    const { timeZone, domain, allowedHosts } = row.site;
    const hosts = [domain, ...allowedHosts].map(bareHost);
    return {
      siteId: row.siteId,
      source: ImportSource.parse(row.source),
      fileNames: row.fileNames,
      timeZone,
      hosts,
    };
  });

/** A step of this run, if it is still this run's turn. */
const inTurn = <T>({ ctx, importId, runId }: Reading, work: (db: Prisma.TransactionClient) => Promise<T>) =>
  withTenant(ctx, async (db) => {
    const rows = await db.$queryRaw<{ runId: string }[]>`
      SELECT totals ->> 'runId' AS "runId" FROM site_imports
      WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${importId}::uuid AND status = 'preview' FOR UPDATE`;
    if (rows[0]?.runId !== runId) throw new Overtaken();
    return work(db);
  });

async function dropRows(reading: Reading): Promise<void> {
  const { ctx, importId } = reading;
  for (;;) {
    const gone = await inTurn(
      reading,
      (db) => db.$executeRaw`
        DELETE FROM site_import_rows WHERE ctid = ANY(ARRAY(SELECT ctid FROM site_import_rows
          WHERE tenant_id = ${ctx.tenantId}::uuid AND import_id = ${importId}::uuid LIMIT ${DELETE_ROWS}))`,
    );
    if (gone < DELETE_ROWS) return;
  }
}

async function readFiles(reading: Reading, begun: Begun): Promise<void> {
  const isOwnHost = (host: string): boolean => isAllowedHost(host, begun.hosts);
  const umami = new UmamiVisits({ timeZone: begun.timeZone, isOwnHost });
  for (const [place, name] of begun.fileNames.entries()) {
    for (const file of await csvFilesOf(reading, name, place)) {
      if (begun.source === "plausible") await readPlausibleFile(reading, file);
      else await readUmamiFile(reading, file, umami);
    }
  }
  for (const _full of umami.addTo(reading.sums, SUMS_MAX)) await writeSums(reading);
}

/** The CSV files that an uploaded file is or holds. */
async function csvFilesOf({ ctx, importId }: Reading, name: string, place: number): Promise<ZipEntry[]> {
  const key = importFileKey(ctx, importId, place);
  if (name.toLowerCase().endsWith(".zip"))
    return (await zipEntries(storage(), key)).filter((entry) => entry.name.toLowerCase().endsWith(".csv"));
  const open = async () => {
    const found = await storage().get(key);
    if (!found) throw new Error(`${name} was not uploaded completely. Upload it again.`);
    return found.stream;
  };
  return [{ name, open }];
}

async function readPlausibleFile(reading: Reading, file: ZipEntry): Promise<void> {
  const kind = plausibleKind(file.name);
  if (kind === undefined) {
    reading.notes.push(
      `${file.name} was left out: Plausible's files are called imported_visitors.csv and so on.`,
    );
    return;
  }
  if (kind === "locations") reading.notes.push("Cities are left out: Plausible names them by numbers only.");
  const content = await file.open(UNPACKED_BYTES_MAX);
  for await (const { line, fields } of readCsv(file.name, content, reading.unreadable)) {
    const fault = addPlausible(kind, fields, reading.sums);
    if (fault !== undefined) reading.unreadable.add(file.name, line, fault);
    if (reading.sums.size >= SUMS_MAX) await writeSums(reading);
  }
}

async function readUmamiFile(reading: Reading, file: ZipEntry, umami: UmamiVisits): Promise<void> {
  const content = await file.open(UNPACKED_BYTES_MAX);
  for await (const { line, header, fields } of readCsv(file.name, content, reading.unreadable)) {
    if (UMAMI_COLUMNS.some((column) => !header.includes(column))) {
      reading.notes.push(`${file.name} was left out: Umami's events are in website_event.csv.`);
      content.destroy();
      return;
    }
    const fault = umami.add(fields);
    if (fault !== undefined) reading.unreadable.add(file.name, line, fault);
    if (umami.isFull)
      throw new Error(
        `There are more than ${UMAMI_VISITS_MAX} visits in these files. Import them in parts, by years.`,
      );
  }
}

async function writeSums(reading: Reading): Promise<void> {
  const rows = reading.sums.take();
  for (let at = 0; at < rows.length; at += INSERT_ROWS) {
    const part = rows.slice(at, at + INSERT_ROWS);
    await inTurn(reading, (db) => insertRows(db, reading, part));
  }
}

/** Counts of one row fit into an int: what does not is cut at its largest. */
const INT_MAX = 2_147_483_647;

async function insertRows(
  db: Prisma.TransactionClient,
  { ctx, importId }: Reading,
  rows: readonly ImportRow[],
): Promise<void> {
  const column = (field: "visitors" | "visits" | "pageViews" | "events" | "bounces") =>
    rows.map((row) => Math.min(row[field], INT_MAX));
  await db.$executeRaw`
    INSERT INTO site_import_rows AS r (tenant_id, import_id, dimension, day, value, visitors, visits, page_views, events, bounces, visible_ms)
    SELECT ${ctx.tenantId}::uuid, ${importId}::uuid, * FROM unnest(${rows.map((row) => row.dimension)}::text[],
      ${rows.map((row) => row.day)}::date[], ${rows.map((row) => row.value)}::text[], ${column("visitors")}::int[], ${column("visits")}::int[],
      ${column("pageViews")}::int[], ${column("events")}::int[], ${column("bounces")}::int[], ${rows.map((row) => row.visibleMs)}::bigint[])
    ON CONFLICT (tenant_id, import_id, dimension, day, value) DO UPDATE SET visitors = r.visitors + EXCLUDED.visitors,
      visits = r.visits + EXCLUDED.visits, page_views = r.page_views + EXCLUDED.page_views, events = r.events + EXCLUDED.events,
      bounces = r.bounces + EXCLUDED.bounces, visible_ms = r.visible_ms + EXCLUDED.visible_ms`;
}

async function finish(reading: Reading, siteId: string): Promise<void> {
  const { ctx, importId } = reading;
  await inTurn(reading, async (db) => {
    const { preview, fromDay, toDay, rowsTotal } = await previewOf(db, ctx, siteId, reading);
    await db.siteImport.updateMany({
      where: { tenantId: ctx.tenantId, id: importId },
      data: {
        fromDay: fromDay === null ? null : new Date(fromDay),
        toDay: toDay === null ? null : new Date(toDay),
        totals: toJson(ImportState.parse({ stage: "ready", runId: reading.runId, preview, rowsTotal })),
      },
    });
  });
}

/** The files stay, so that whoever sees the reason can correct or add one and have them read again. */
const fail = (reading: Reading, error: unknown): Promise<unknown> =>
  inTurn(reading, (db) =>
    db.siteImport.updateMany({
      where: { tenantId: reading.ctx.tenantId, id: reading.importId },
      data: {
        totals: toJson(ImportState.parse({ stage: "uploading" })),
        lastError: error instanceof Error ? error.message.slice(0, 500) : "The files could not be read.",
      },
    }),
  ).catch((fault: unknown) => {
    if (!(fault instanceof Overtaken)) throw fault;
  });
