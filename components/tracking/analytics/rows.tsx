import { BarChart3 } from "lucide-react";
import type { ReactNode } from "react";
import { ChangeBadge } from "@/components/ui/change-badge";
import type { BarRow } from "@/components/ui/bar-list";
import { CountryFlag } from "@/components/ui/country-flag";
import type { BreakdownRow, ReportDimension, TotalsValues } from "@/lib/tracking/report-schemas";

type Counted = "visitors" | "pageViews" | "events";

/** What a dimension's list is ordered by and shows. */
export const countedOf = (dimension: ReportDimension): { key: Counted; heading: string; noun: string } =>
  dimension === "page"
    ? { key: "pageViews", heading: "Views", noun: "page view" }
    : dimension === "event"
      ? { key: "events", heading: "Events", noun: "event" }
      : { key: "visitors", heading: "Visitors", noun: "visitor" };

/** The whole that shares are of. */
export const wholeOf = (dimension: ReportDimension, totals: TotalsValues): number =>
  totals[countedOf(dimension).key];

/** The country that a place lies in, for its flag. */
const countryOf = (dimension: ReportDimension, value: string): string =>
  dimension === "country" || dimension === "region" || dimension === "city"
    ? (value.split("|")[0] ?? "")
    : "";

/** A value's name with its flag, where it has one. */
export function ValueLabel({ dimension, row }: { dimension: ReportDimension; row: BreakdownRow }): ReactNode {
  const country = countryOf(dimension, row.value);
  if (!country) return row.label;
  return (
    <span className="flex items-center gap-2">
      <CountryFlag code={country} />
      <span className="truncate">{row.label}</span>
    </span>
  );
}

export type RowOptions = {
  dimension: ReportDimension;
  than: string;
  /** Opens the properties of an event. */
  onEvent?: (name: string) => void;
};

/** A row of an answer as a row of a bar list. */
export function toBar(row: BreakdownRow, { dimension, than, onEvent }: RowOptions): BarRow {
  const { key } = countedOf(dimension);
  return {
    id: row.value,
    title: row.label,
    value: row[key],
    label: <ValueLabel dimension={dimension} row={row} />,
    change: row.previous ? (
      <ChangeBadge value={row[key]} previous={row.previous[key]} than={than} />
    ) : undefined,
    extra:
      dimension === "event" && onEvent && row.value !== "(other)" ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={`Properties of ${row.label}`}
          title="Properties"
          onClick={() => onEvent(row.value)}
          className="touch-target flex size-7 shrink-0 items-center justify-center rounded-inner text-text-muted hover:bg-surface-hover hover:text-text"
        >
          <BarChart3 aria-hidden className="size-4" />
        </button>
      ) : undefined,
  };
}
