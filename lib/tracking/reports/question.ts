import type { ReportDb } from "../columns/report-db";
import type { ReportSite } from "../columns/visit-rows";
import type { ReportResult, ServedBy } from "../report-schemas";
import type { Days } from "./days";
import type { RowFilter } from "./filters";
import type { Goal } from "./read-goals";
import type { Scan } from "./scans/scan";

/** What all reports of one answer have in common. */
export type Question = {
  db: ReportDb;
  site: ReportSite;
  range: Days;
  compareRange: Days | null;
  filters: readonly RowFilter[];
  /** All goals of the site. */
  goals: readonly Goal[];
  /** Above a bound of visits only every n-th visitor is looked at. */
  everyNth: number;
};

/** A report that is ready to be answered: what it needs added up, and how its answer is made of that. */
export type PlannedReport = {
  scans: readonly { range: Days; scan: Scan; isUnfiltered?: boolean }[];
  /** The rollup that it reads; without one its scans decide. */
  servedBy?: ServedBy | (() => ServedBy);
  /** Runs after the scans. */
  finish(): Promise<ReportResult> | ReportResult;
  /** Whether more than sampling makes the answer approximate; asked after finish. */
  isApproximate?(): boolean;
};
