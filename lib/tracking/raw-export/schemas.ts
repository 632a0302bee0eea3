/** What of a website can be taken along as a file. */
import { z } from "zod";
import { Day } from "../report-schemas";

export const ExportWhat = z.enum(["events", "visits", "days", "hours", "dimensions"]);
export type ExportWhat = z.infer<typeof ExportWhat>;

export const ExportFormat = z.enum(["csv", "ndjson"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportQuery = z
  .object({
    /** events and visits: as they were counted; days, hours, dimensions: totals. */
    what: ExportWhat.default("days"),
    /** ndjson: one JSON object a line. */
    format: ExportFormat.default("csv"),
    /** Both days are included, in the website's time zone. Without them: everything. */
    from: Day.optional(),
    to: Day.optional(),
  })
  .refine((query) => !query.from || !query.to || query.from <= query.to, {
    path: ["to"],
    error: "The last day is before the first",
  });
export type ExportQuery = z.input<typeof ExportQuery>;
