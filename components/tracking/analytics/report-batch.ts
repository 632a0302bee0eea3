import type {
  QueryReportsInput,
  QueryReportsOutput,
  ReportFilter,
  ReportKind,
  ReportRequestInput,
  ReportResult,
  ServedBy,
} from "@/lib/tracking/report-schemas";
import type { AskReports } from "./report-source";

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;

/** One report that is wanted; ids are given when it is asked for. */
export type ReportSpec = WithoutId<ReportRequestInput>;

/** What all reports of a screen are about. */
export type ReportScope = Required<Pick<QueryReportsInput, "siteId" | "range" | "compare">> & {
  filters: ReportFilter[];
};

export type ReportAnswer = {
  result: ReportResult;
  servedBy: ServedBy | null;
  approximate: boolean;
  compareRange: QueryReportsOutput["compareRange"];
};

const REPORTS_MAX = 30;
const GATHER_MS = 4;

/** Narrows an answer to the kind that was asked for. */
export const isKind = <K extends ReportKind>(
  result: ReportResult | undefined,
  kind: K,
): result is Extract<ReportResult, { kind: K }> => result?.kind === kind;

export const reportKeyOf = (scope: ReportScope, spec: ReportSpec) => ["reports", scope, spec] as const;

/** Several reports as one question; their ids are their places in the list. */
export const questionOf = (scope: ReportScope, specs: readonly ReportSpec[]): QueryReportsInput => ({
  ...scope,
  reports: specs.map((spec, index) => ({ ...spec, id: String(index) })),
});

/** One report's part of an answer. @throws Error when the answer lacks it */
export function answerAt(output: QueryReportsOutput, index: number): ReportAnswer {
  const id = String(index);
  const result = output.results[id];
  if (!result) throw new Error("The answer lacks a report that was asked for.");
  return {
    result,
    servedBy: output.servedBy[id] ?? null,
    approximate: output.approximate[id] ?? false,
    compareRange: output.compareRange,
  };
}

type Wanted = {
  spec: ReportSpec;
  signal: AbortSignal;
  resolve: (answer: ReportAnswer) => void;
  reject: (reason: unknown) => void;
};

/** Sends what was gathered; the call ends early only when nobody waits for any of it. */
function send(ask: AskReports, scope: ReportScope, wanted: readonly Wanted[]): void {
  const controller = new AbortController();
  const giveUp = () => {
    if (wanted.every(({ signal }) => signal.aborted)) controller.abort();
  };
  for (const { signal } of wanted) signal.addEventListener("abort", giveUp, { once: true });
  const question = questionOf(
    scope,
    wanted.map(({ spec }) => spec),
  );
  ask(question, controller.signal).then(
    (output) =>
      wanted.forEach(({ resolve, reject }, index) => {
        try {
          resolve(answerAt(output, index));
        } catch (error) {
          reject(error);
        }
      }),
    (error: unknown) => wanted.forEach(({ reject }) => reject(error)),
  );
}

/**
 * Makes one call of what the parts of a screen ask for in the same moment, so that each part keeps its
 * own answer (a tab that was open before shows at once) and the server still gets one question.
 */
export function createReportLoader(ask: AskReports) {
  const gathering = new Map<string, Wanted[]>();
  return (scope: ReportScope, spec: ReportSpec, signal: AbortSignal): Promise<ReportAnswer> =>
    new Promise((resolve, reject) => {
      const key = JSON.stringify(scope);
      const wanted = { spec, signal, resolve, reject };
      const group = gathering.get(key);
      if (group) {
        group.push(wanted);
        return;
      }
      const started: Wanted[] = [wanted];
      gathering.set(key, started);
      setTimeout(() => {
        gathering.delete(key);
        for (let from = 0; from < started.length; from += REPORTS_MAX)
          send(ask, scope, started.slice(from, from + REPORTS_MAX));
      }, GATHER_MS);
    });
}
