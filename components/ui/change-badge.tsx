import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { cn } from "@/components/lib/cn";
import { changeBetween, formatNumber } from "@/components/lib/format";

export type ChangeBadgeProps = {
  value: number;
  previous: number;
  /** "than the 30 days before": completes the sentence for assistive technology. */
  than: string;
  /** The value before in words, for hovering. */
  format?: (value: number) => string;
  /** Set when a smaller number is the better one. */
  lowerIsBetter?: boolean;
};

/** Change against the period before: arrow and per cent, never colour alone. */
export function ChangeBadge({
  value,
  previous,
  than,
  format = formatNumber,
  lowerIsBetter,
}: ChangeBadgeProps) {
  if (value === 0 && previous === 0) return null;
  const change = changeBetween(value, previous);
  if (!change) return <span className="text-xs text-text-muted">new</span>;
  const Icon = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight }[change.direction];
  const good = change.direction === (lowerIsBetter ? "down" : "up");
  const tone = change.direction === "same" ? "text-text-muted" : good ? "text-success" : "text-danger";
  const words = { up: "more", down: "less", same: "the same" }[change.direction];
  return (
    <span
      title={`${format(previous)} before`}
      className={cn("inline-flex items-baseline gap-0.5 text-xs font-medium tabular-nums", tone)}
    >
      <Icon aria-hidden className="size-3.5 self-center" />
      <span aria-hidden>{change.text}</span>
      <span className="sr-only">{`${change.text} ${words} ${than}`}</span>
    </span>
  );
}
