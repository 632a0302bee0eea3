/** Shapes of numbers that are brought along from another tool. */
import { z } from "zod";
import { PageQuery } from "@/lib/paging/schemas";
import { Day } from "../report-schemas";

export const IMPORT_FILE_BYTES_MAX = 50_000_000;
export const IMPORT_FILES_MAX = 20;
export const IMPORTS_A_SITE_MAX = 50;

export const ImportSource = z.enum(["plausible", "umami"]);
export type ImportSource = z.infer<typeof ImportSource>;

const count = z.int().nonnegative();

/** What the files say; known once they have been read. */
export const ImportPreview = z.object({
  /** Sums over all days. */
  totals: z.object({ visitors: count, visits: count, pageViews: count, events: count }),
  days: count,
  /** Dimension -> how many rows would be added. */
  rows: z.record(z.string(), count),
  /** Days that already have numbers here; at most 400 are listed. */
  overlapDays: z.array(Day),
  overlapDaysTotal: count,
  unreadable: z.object({
    lines: count,
    examples: z.array(z.object({ file: z.string(), line: z.int(), reason: z.string() })),
  }),
  /** What else is worth knowing: files that were left out, columns that have no counterpart here. */
  notes: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const SiteImportDto = z.object({
  id: z.uuid(),
  siteId: z.uuid(),
  source: ImportSource,
  /**
   * uploading: waits for files; reading: they are being read; preview: nothing is counted yet; applying, applied, undoing, undone;
   * failed: see lastError.
   */
  status: z.enum(["uploading", "reading", "preview", "applying", "applied", "undoing", "undone", "failed"]),
  fileNames: z.array(z.string()),
  fromDay: Day.nullable(),
  toDay: Day.nullable(),
  preview: ImportPreview.nullable(),
  /** Rows that are among the website's numbers now, of those that are to be. */
  progress: z.object({ done: count, total: count }),
  /** Days that were left out, since they had numbers already. */
  skippedDays: count,
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  appliedAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
});
export type SiteImportDto = z.infer<typeof SiteImportDto>;

export const SiteImportList = z.object({ items: z.array(SiteImportDto), nextCursor: z.string().nullable() });
export type SiteImportList = z.infer<typeof SiteImportList>;

export const ListImportsQuery = PageQuery;
export type ListImportsQuery = z.input<typeof ListImportsQuery>;

export const CreateImportInput = z.strictObject({ source: ImportSource });
export type CreateImportInput = z.infer<typeof CreateImportInput>;

export const ImportParams = z.object({ siteId: z.uuid(), importId: z.uuid() });

/** A name as the other tool gives it: CSV, or its zip. */
export const ImportFileName = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._ ()-]{0,99}\.(?:csv|zip)$/i);
export const ImportFileParams = ImportParams.extend({ fileName: ImportFileName });

export const ApplyImportInput = z.strictObject({
  /** Days that already have numbers: leave them out, or refuse the whole import. */
  overlap: z.enum(["skip", "refuse"]).default("skip"),
});
export type ApplyImportInput = z.input<typeof ApplyImportInput>;
