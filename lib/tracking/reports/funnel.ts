import { z } from "zod";
import { notFound } from "@/lib/errors";
import { FunnelStep, type FunnelResult } from "../report-schemas";
import { goalIds } from "./filters";
import type { PlannedReport, Question } from "./question";
import { FunnelScan, type StepMatch } from "./scans/funnel-scan";

const WINDOW_MINUTES_DEFAULT = 1_440;

type Asked = {
  funnelId?: string | undefined;
  steps?: readonly FunnelStep[] | undefined;
  windowMinutes?: number | undefined;
};
type Funnel = { name: string | null; steps: readonly FunnelStep[]; windowMinutes: number };

/** How many come through the steps of a funnel. @throws AppError not_found */
export async function planFunnel(question: Question, asked: Asked): Promise<PlannedReport> {
  const { db, site, range, compareRange, everyNth } = question;
  const funnel = await funnelOf(question, asked);
  const matches: StepMatch[] = [];
  for (const step of funnel.steps) matches.push({ kind: step.kind, ids: await goalIds(db, site, step) });
  const make = (): FunnelScan => new FunnelScan(matches, funnel.windowMinutes * 60);
  const now = { range, scan: make() };
  const before = compareRange ? { range: compareRange, scan: make() } : null;
  return {
    scans: before ? [now, before] : [now],
    finish: () => {
      now.scan.finish();
      before?.scan.finish();
      return {
        ...resultOf(funnel, now.scan, everyNth),
        ...(before ? { previous: before.scan.counts.map((count) => count * everyNth) } : {}),
      };
    },
  };
}

async function funnelOf({ db, site }: Question, { funnelId, steps, windowMinutes }: Asked): Promise<Funnel> {
  if (funnelId === undefined)
    return { name: null, steps: steps ?? [], windowMinutes: windowMinutes ?? WINDOW_MINUTES_DEFAULT };
  const [row] = await db.query<{ name: string; steps: unknown; windowMinutes: number }>(
    `SELECT name, steps, window_minutes AS "windowMinutes" FROM funnels WHERE tenant_id = $1 AND site_id = $2 AND id = $3`,
    [db.tenantId, site.id, funnelId],
  );
  if (!row) throw notFound("funnel");
  return {
    name: row.name,
    steps: z.array(FunnelStep).parse(row.steps),
    windowMinutes: windowMinutes ?? row.windowMinutes,
  };
}

function resultOf(funnel: Funnel, scan: FunnelScan, everyNth: number): FunnelResult {
  const [first = 0] = scan.counts;
  return {
    kind: "funnel",
    name: funnel.name,
    windowMinutes: funnel.windowMinutes,
    identified: scan.identified * everyNth,
    steps: funnel.steps.map((step, at) => {
      const count = scan.counts[at] ?? 0;
      const before = at === 0 ? count : (scan.counts[at - 1] ?? 0);
      return {
        name: step.name ?? step.pattern,
        kind: step.kind,
        pattern: step.pattern,
        count: count * everyNth,
        dropped: (before - count) * everyNth,
        rateOfPrevious: before === 0 ? 0 : count / before,
        rateOfFirst: first === 0 ? 0 : count / first,
        medianSeconds: median(scan.seconds[at] ?? []),
      };
    }),
  };
}

function median(seconds: readonly number[]): number | null {
  if (seconds.length === 0) return null;
  return Float64Array.from(seconds).sort()[Math.floor((seconds.length - 1) / 2)] ?? null;
}
