import { emitAudit } from "@/lib/audit";
import { csvLine } from "@/lib/csv";
import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { getSiteFacts } from "../sites/internal";
import { type ExportScope, type Line, pagesOf } from "./pages";
import { EVENT_COLUMNS, readEventsWith } from "./read-events";
import {
  DAY_COLUMNS,
  DIMENSION_COLUMNS,
  HOUR_COLUMNS,
  readDays,
  readDimensions,
  readHours,
} from "./read-totals";
import { readVisitsWith, VISIT_COLUMNS } from "./read-visits";
import { type ExportFormat, ExportQuery, type ExportWhat } from "./schemas";
import { ExportTexts } from "./texts";

/** A file on its way: its name and its bytes as they are asked for. */
export interface DataFile {
  fileName: string;
  contentType: string;
  body: ReadableStream<Uint8Array>;
}

// Before any website, though with days to spare behind 1970: ids of events begin there. And later than any event that is taken.
const FIRST_DAY = "1971-01-01";
const LAST_DAY = "2999-12-31";

/**
 * What was counted for a website, as a file that is read page by page while it is sent: memory holds one page, a slow reader slows
 * the reading, and a reader who leaves ends it. Cells that a spreadsheet would run are defused.
 * @throws AppError forbidden | not_found, ZodError, before anything is sent
 */
export async function streamSiteData(ctx: Ctx, siteId: string, query: ExportQuery = {}): Promise<DataFile> {
  requirePermission(ctx, "data.export");
  const { what, format, from, to } = ExportQuery.parse(query);
  const site = await withTenant(ctx, async (db) => {
    const facts = await getSiteFacts(db, ctx, siteId);
    await emitAudit(db, ctx, {
      action: "site.data_export",
      entityType: "site",
      entityId: siteId,
      after: { name: facts.name, what, format, from: from ?? null, to: to ?? null },
    });
    return facts;
  });
  const scope = { tenantId: ctx.tenantId, site, from: from ?? FIRST_DAY, to: to ?? LAST_DAY };
  // Read outside of a transaction that the caller may have open: the answer is sent after it ends.
  const { db: _open, ...own } = ctx;
  return {
    fileName: fileNameOf(site.domain, what, format),
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
    body: toStream(textsOf(own, scope, what, format)),
  };
}

const fileNameOf = (domain: string, what: ExportWhat, format: ExportFormat): string =>
  `${domain.replace(/[^a-z0-9.-]/g, "")}-${what}.${format}`;

function linesOf(
  ctx: Ctx,
  scope: ExportScope,
  what: ExportWhat,
): [readonly string[], AsyncGenerator<Line[]>] {
  const texts = new ExportTexts();
  switch (what) {
    case "events":
      return [EVENT_COLUMNS, pagesOf(ctx, scope, readEventsWith(texts))];
    case "visits":
      return [VISIT_COLUMNS, pagesOf(ctx, scope, readVisitsWith(texts))];
    case "days":
      return [DAY_COLUMNS, pagesOf(ctx, scope, readDays)];
    case "hours":
      return [HOUR_COLUMNS, pagesOf(ctx, scope, readHours)];
    case "dimensions":
      return [DIMENSION_COLUMNS, pagesOf(ctx, scope, readDimensions)];
  }
}

async function* textsOf(
  ctx: Ctx,
  scope: ExportScope,
  what: ExportWhat,
  format: ExportFormat,
): AsyncGenerator<string> {
  const [columns, pages] = linesOf(ctx, scope, what);
  if (format === "csv") yield csvLine(columns);
  for await (const lines of pages)
    yield lines
      .map((line) =>
        format === "csv" ? csvLine(columns.map((column) => line[column])) : `${JSON.stringify(line)}\n`,
      )
      .join("");
}

function toStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const part = await texts.next();
      if (part.done) controller.close();
      else controller.enqueue(encoder.encode(part.value));
    },
    cancel: async () => void (await texts.return(undefined)),
  });
}
