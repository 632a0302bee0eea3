import { type Ctx, requirePermission, withTenant } from "@/lib/tenancy";
import { csvLine } from "@/lib/csv";
import { AuditFilters, type AuditLineDto } from "../schemas";
import { readNames, toAuditLine } from "./name-lines";
import { readLines } from "./read-lines";

const PAGE_ROWS = 500;
const HEAD = ["time", "actor", "actorType", "actorId", "action", "entityType", "entityId", "entity", "before", "after", "requestId"]; // prettier-ignore

const lineOf = (line: AuditLineDto): string =>
  csvLine([
    line.at,
    line.actor.name,
    line.actor.type,
    line.actor.id,
    line.action,
    line.entityType,
    line.entityId,
    line.entityName,
    line.before,
    line.after,
    line.requestId,
  ]);

/** The same as text, page by page: memory holds one page, and each page is a transaction of its own. */
async function* csvPages(ctx: Ctx, filters: AuditFilters): AsyncGenerator<string> {
  yield csvLine(HEAD);
  let behindId: string | undefined;
  for (;;) {
    const lines = await withTenant(ctx, async (db) => {
      const rows = await readLines(db, ctx, filters, { behindId, limit: PAGE_ROWS });
      const names = await readNames(db, ctx, rows);
      return rows.map((row) => toAuditLine(row, names));
    });
    if (lines.length > 0) yield lines.map(lineOf).join("");
    if (lines.length < PAGE_ROWS) return;
    behindId = lines.at(-1)?.id;
  }
}

/**
 * The audit log as a CSV file, newest first, with the filters of the list. Cells that a spreadsheet would run are defused.
 * @throws AppError forbidden, ZodError, before anything is sent
 */
export function streamAudit(ctx: Ctx, query: AuditFilters = {}): ReadableStream<Uint8Array> {
  requirePermission(ctx, "audit.read");
  const pages = csvPages(ctx, AuditFilters.parse(query));
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const page = await pages.next();
      if (page.done) controller.close();
      else controller.enqueue(encoder.encode(page.value));
    },
    cancel: async () => void (await pages.return(undefined)),
  });
}
