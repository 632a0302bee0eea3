import { addDays, dayStartMs } from "../time/site-day";
import { KeySet } from "../columns/key-set";
import { readBigInt } from "../columns/copy-out";
import { literal } from "../columns/report-db";
import { mondayOf } from "./days";
import type { PlannedReport, Question } from "./question";
import { RetentionScan } from "./scans/retention-scan";

const DAYS_A_WEEK = 7;

/** Of the visitors of each week who consented: how many came again in the weeks after. @param weeks up to the range's last */
export async function planRetention(question: Question, weeks: number): Promise<PlannedReport> {
  const lastMonday = mondayOf(question.range.to);
  const firstMonday = addDays(lastMonday, -DAYS_A_WEEK * (weeks - 1));
  const range = { from: firstMonday, to: question.range.to };
  const scan = new RetentionScan(firstMonday, await knownBefore(question, firstMonday));
  return {
    scans: [{ range, scan }],
    finish: () => ({
      kind: "retention",
      hasIdentifiedVisitors: scan.hasVisitors,
      cohorts: scan.cohorts(weeks).map((returned, week) => ({
        week: addDays(firstMonday, DAYS_A_WEEK * week),
        size: (returned[0] ?? 0) * question.everyNth,
        returned: returned.map((count) => count * question.everyNth),
      })),
    }),
  };
}

/** Visitors who came before a day and since: their first week is an earlier one. */
async function knownBefore({ db, site }: Question, day: string): Promise<KeySet> {
  const known = new KeySet();
  const one = new BigInt64Array(1);
  const halves = new Int32Array(one.buffer);
  const start = literal(new Date(dayStartMs(site.timeZone, day)).toISOString());
  await db.copy(
    `SELECT visitor_key FROM visitors WHERE tenant_id = ${literal(db.tenantId)} AND site_no = ${site.no}
      AND first_seen_at < ${start} AND last_seen_at >= ${start}`,
    (row) => {
      one[0] = readBigInt(row[0]);
      known.add(halves, 0);
    },
  );
  return known;
}
