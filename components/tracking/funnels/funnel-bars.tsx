import { formatDuration } from "@/components/lib/duration";
import { countOf, formatNumber, formatPercent } from "@/components/lib/format";
import { ChangeBadge } from "@/components/ui/change-badge";
import type { FunnelResult } from "@/lib/tracking/report-schemas";
import { ruleWords } from "../rule-words";

type Step = FunnelResult["steps"][number];

/** One bar a step, its length the share of the first one; between them what was lost. */
export function FunnelBars({ result }: { result: FunnelResult }) {
  return (
    <ol className="flex flex-col">
      {result.steps.map((step, index) => (
        <li key={index} className="flex flex-col">
          {index > 0 ? <Between step={step} /> : null}
          <Bar step={step} number={index + 1} previous={result.previous?.[index]} />
        </li>
      ))}
    </ol>
  );
}

function Bar({ step, number, previous }: { step: Step; number: number; previous: number | undefined }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="min-w-0">
          <span className="font-medium break-words">{`${number}. ${step.name}`}</span>
          {step.name === step.pattern ? null : (
            <span className="pl-2 text-xs break-all text-text-muted">{ruleWords(step)}</span>
          )}
        </p>
        <p className="flex items-baseline gap-2 tabular-nums">
          <span className="font-semibold">{formatNumber(step.count)}</span>
          <span className="text-text-muted">{formatPercent(step.rateOfFirst)}</span>
          {previous === undefined ? null : (
            <ChangeBadge value={step.count} previous={previous} than="than in the compared days" />
          )}
        </p>
      </div>
      <div aria-hidden className="h-7 overflow-hidden rounded-inner bg-surface-sunken">
        <div
          className="h-full rounded-inner bg-chart-1 transition-[width] duration-300"
          style={{ width: `${step.rateOfFirst * 100}%` }}
        />
      </div>
    </div>
  );
}

/** What happened between a step and the one before. */
function Between({ step }: { step: Step }) {
  const took =
    step.medianSeconds === null ? "" : ` · half of them within ${formatDuration(step.medianSeconds)}`;
  return (
    <p className="my-2 ml-2 border-l-2 border-border py-1 pl-3 text-xs text-text-muted">
      {`${formatPercent(step.rateOfPrevious)} went on${took}`}
      {step.dropped > 0 ? (
        <span className="text-danger">{` · ${countOf(step.dropped, "visit")} left here`}</span>
      ) : null}
    </p>
  );
}
