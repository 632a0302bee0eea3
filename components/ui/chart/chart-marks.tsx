import { Flag } from "lucide-react";

/** Something noted at a point of a chart. */
export type ChartMark = { id: string; index: number; text: string };

export type ChartMarksProps = {
  marks: readonly ChartMark[];
  /** Place of a point, in per cent of the width. */
  x: (index: number) => number;
  /** Long name of a point. */
  nameOf: (index: number) => string;
  onMark?: (id: string) => void;
};

const lineClass = "pointer-events-none absolute inset-y-0 w-px border-l border-dashed border-border-strong";

/** The marks' lines through the chart. */
export function ChartMarkLines({ marks, x }: Pick<ChartMarksProps, "marks" | "x">) {
  return marks.map((mark) => (
    <span key={mark.id} aria-hidden className={lineClass} style={{ left: `${x(mark.index)}%` }} />
  ));
}

/** A row of flags under the chart: each a button that opens its note, in the order of time. */
export function ChartMarks({ marks, x, nameOf, onMark }: ChartMarksProps) {
  return (
    <ul aria-label="Notes" className="relative mt-1 h-6">
      {marks.map((mark) => (
        <li key={mark.id} className="absolute -translate-x-1/2" style={{ left: `${x(mark.index)}%` }}>
          <button
            type="button"
            aria-label={`Note of ${nameOf(mark.index)}: ${mark.text}`}
            title={mark.text}
            disabled={!onMark}
            onClick={() => onMark?.(mark.id)}
            className="flex size-6 items-center justify-center rounded-inner text-warning hover:bg-surface-hover disabled:cursor-default"
          >
            <Flag aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}
