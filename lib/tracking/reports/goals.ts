import type { GoalsResult } from "../report-schemas";
import type { Days } from "./days";
import { goalIds } from "./filters";
import type { PlannedReport, Question } from "./question";
import { type GoalCounts, type GoalMatch, GoalsScan } from "./scans/goals-scan";

type Counts = Omit<GoalsResult["rows"][number], "goalId" | "name" | "goalKind" | "pattern" | "currency">;

/** What the site's goals converted, counted from the visits as they are: a new goal knows the past. */
export async function planGoals(question: Question): Promise<PlannedReport> {
  const { db, site, range, compareRange, everyNth } = question;
  const matches: GoalMatch[] = [];
  for (const goal of question.goals)
    if (!goal.isArchived) matches.push({ goal, ids: await goalIds(db, site, goal) });
  const now = { range, scan: new GoalsScan(matches) };
  const before = compareRange ? { range: compareRange, scan: new GoalsScan(matches) } : null;
  const countsOf = (scan: GoalsScan, index: number): Counts =>
    toCounts(scan.counts[index], matches[index], scan.visits, everyNth);
  const scans: { range: Days; scan: GoalsScan }[] =
    matches.length === 0 ? [] : before ? [now, before] : [now];
  return {
    scans,
    finish: () => ({
      kind: "goals",
      rows: matches.map(({ goal }, index) => ({
        goalId: goal.id,
        name: goal.name,
        goalKind: goal.kind,
        pattern: goal.pattern,
        currency: goal.currency,
        ...countsOf(now.scan, index),
        ...(before ? { previous: countsOf(before.scan, index) } : {}),
      })),
    }),
  };
}

function toCounts(
  counts: GoalCounts | undefined,
  match: GoalMatch | undefined,
  allVisits: number,
  everyNth: number,
): Counts {
  const { conversions, visits, visitors, valueCents } = counts ?? {
    conversions: 0,
    visits: 0,
    visitors: 0,
    valueCents: 0,
  };
  const fixed = match?.goal.valueCents ?? null;
  const cents = match?.goal.valueProperty != null ? valueCents : fixed === null ? null : fixed * conversions;
  return {
    conversions: conversions * everyNth,
    visits: visits * everyNth,
    visitors: visitors * everyNth,
    rate: allVisits === 0 ? 0 : visits / allVisits,
    valueCents: cents === null ? null : cents * everyNth,
  };
}
