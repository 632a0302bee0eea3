import { z } from "zod";
import { invalid } from "@/lib/errors";
import type { Ctx } from "@/lib/tenancy";
import {
  QueryReportsInput,
  ReportFilters,
  type ReportKind,
  type SingleReportOutput,
  SingleReportQuery,
} from "../report-schemas";
import { queryReports } from "./query-reports";

const ID = "report";

/**
 * One report by its address, for scripts and spreadsheets.
 * @throws AppError forbidden | not_found | validation_failed, ZodError
 */
export async function querySingleReport(
  ctx: Ctx,
  kind: ReportKind,
  query: SingleReportQuery,
): Promise<SingleReportOutput> {
  const { siteId, from, to, compare, filters, ...options } = SingleReportQuery.parse(query);
  const asked = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const question = QueryReportsInput.parse({
    siteId,
    range: { from, to },
    ...(compare === undefined ? {} : { compare }),
    filters: filters === undefined ? [] : filtersOf(filters),
    reports: [{ id: ID, kind, ...asked }],
  });
  const { results, servedBy, approximate, ...rest } = await queryReports(ctx, question);
  const [result, table] = [results[ID], servedBy[ID]];
  if (!result || !table) throw new Error("the report that was asked for is missing");
  return { ...rest, result, servedBy: table, approximate: approximate[ID] === true };
}

function filtersOf(text: string): z.output<typeof ReportFilters> {
  try {
    return ReportFilters.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    throw invalid([{ name: "filters", reason: "is not readable as JSON" }]);
  }
}
