import { type TenantDb } from "@/lib/db";
import { type Ctx, withTenant } from "@/lib/tenancy";

/** Rows a page: what memory holds of an export at any time. */
export const PAGE_ROWS = 1_000;
const STATEMENT_TIMEOUT_MS = 9_000;

/** A line of an export: column -> value. Every line of one export has the same columns in the same order. */
export type Line = Record<string, unknown>;

/** What is exported of which site. Days are the site's own and both included. */
export interface ExportScope {
  tenantId: string;
  site: { id: string; no: number; timeZone: string };
  from: string;
  to: string;
}

/** Reads one page behind the row that the last page ended with. */
export type ReadPage<K> = (
  db: TenantDb,
  scope: ExportScope,
  behind: K | undefined,
) => Promise<{ lines: Line[]; last: K | undefined; isLast: boolean }>;

/** All pages of an export; each is a transaction of its own, and the next is read when the last was taken. */
export async function* pagesOf<K>(ctx: Ctx, scope: ExportScope, read: ReadPage<K>): AsyncGenerator<Line[]> {
  let behind: K | undefined;
  for (;;) {
    const page = await withTenant(ctx, async (db) => {
      await db.$executeRaw`SELECT set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`;
      return read(db, scope, behind);
    });
    if (page.lines.length > 0) yield page.lines;
    if (page.isLast) return;
    behind = page.last;
  }
}
