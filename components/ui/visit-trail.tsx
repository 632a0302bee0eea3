import type { ReactNode } from "react";

export type TrailStep = { time: string; label: ReactNode; detail?: ReactNode };

/** Steps in the order in which they happened, on a line. */
export function VisitTrail({ steps }: { steps: readonly TrailStep[] }) {
  return (
    <ol className="flex flex-col">
      {steps.map((step, index) => (
        <li key={index} className="group grid grid-cols-[auto_0.75rem_1fr] gap-x-3 pb-4 last:pb-0">
          <span className="min-w-10 text-xs leading-5 text-text-muted tabular-nums">{step.time}</span>
          <span aria-hidden className="relative flex justify-center">
            <span className="absolute top-2.5 -bottom-6 w-px bg-border group-last:hidden" />
            <span className="relative mt-1.5 size-2 rounded-full bg-border-strong group-last:bg-accent" />
          </span>
          <span className="min-w-0 break-words">
            {step.label}
            {step.detail ? <span className="block text-xs text-text-muted">{step.detail}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
