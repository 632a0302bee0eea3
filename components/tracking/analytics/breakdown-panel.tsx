"use client";

import { countOf } from "@/components/lib/format";
import { countryName } from "@/components/lib/country";
import { BarList, type BarRow } from "@/components/ui/bar-list";
import { Card } from "@/components/ui/card";
import { CountryFlag } from "@/components/ui/country-flag";
import { ChangeBadge } from "@/components/ui/change-badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { BreakdownRow, QueryReportsOutput, ReportDimension, TotalsResult } from "@/lib/tracking/schemas";
import type { Panel, PanelTab } from "./panels";

export type BreakdownPanelProps = {
  panel: Panel;
  active: ReportDimension;
  onActive: (dimension: ReportDimension) => void;
  results: QueryReportsOutput["results"] | undefined;
  totals: TotalsResult | undefined;
};

const SKELETON_ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Visits broken down by one of a few dimensions. */
export function BreakdownPanel({ panel, active, onActive, results, totals }: BreakdownPanelProps) {
  const choose = (value: string) => {
    const tab = panel.tabs.find((candidate) => candidate.dimension === value);
    if (tab) onActive(tab.dimension);
  };
  return (
    <Card>
      <Tabs value={active} onValueChange={choose}>
        <div className="flex min-h-12 flex-wrap items-end justify-between gap-x-4 border-b border-border px-4">
          <h2 className="py-3 text-sm font-semibold">{panel.title}</h2>
          {panel.tabs.length > 1 ? (
            <TabsList aria-label={panel.title}>
              {panel.tabs.map((tab) => (
                <TabsTrigger key={tab.dimension} value={tab.dimension}>
                  {tab.label}
                </TabsTrigger>
              ))}
            </TabsList>
          ) : null}
        </div>
        {panel.tabs.map((tab) => {
          const rows = <PanelRows tab={tab} result={results?.[tab.dimension]} totals={totals} />;
          const className = "min-h-[25.5rem] pb-2";
          if (panel.tabs.length === 1)
            return (
              <div key={tab.dimension} className={className}>
                {rows}
              </div>
            );
          return (
            <TabsContent key={tab.dimension} value={tab.dimension} className={className}>
              {rows}
            </TabsContent>
          );
        })}
      </Tabs>
    </Card>
  );
}

type PanelRowsProps = {
  tab: PanelTab;
  result: QueryReportsOutput["results"][string] | undefined;
  totals: TotalsResult | undefined;
};

function PanelRows({ tab, result, totals }: PanelRowsProps) {
  if (!totals || result?.kind !== "breakdown") {
    return (
      <div role="status" aria-label={`${tab.heading}: loading`} className="flex flex-col gap-2 p-4 pt-9">
        {SKELETON_ROWS.map((row) => (
          <Skeleton key={row} className="h-7 w-full" />
        ))}
      </div>
    );
  }
  if (result.rows.length === 0) return <p className="p-4 text-text-muted">No visits in these days.</p>;
  const byViews = tab.dimension === "page";
  const valueOf = (row: BreakdownRow) => (byViews ? row.pageViews : row.visits);
  const rows = result.rows.map((row) => toBar(row, tab, valueOf(row))).sort((a, b) => b.value - a.value);
  return (
    <>
      <BarList
        rows={rows}
        whole={byViews ? totals.pageViews : totals.visits}
        heading={tab.heading}
        unit={byViews ? "Views" : "Visits"}
      />
      {result.total > rows.length ? (
        <p className="px-4 pt-2 text-xs text-text-muted">{`The first ${rows.length} of ${countOf(result.total, "value")}.`}</p>
      ) : null}
    </>
  );
}

function toBar(row: BreakdownRow, tab: PanelTab, value: number): BarRow {
  const name = row.label ?? (tab.dimension === "country" ? countryName(row.value) : row.value);
  const text = row.value === "" ? tab.none : name;
  return {
    id: row.value,
    title: text,
    value,
    label:
      tab.dimension === "country" && row.value !== "" ? (
        <span className="flex items-center gap-2">
          <CountryFlag code={row.value} />
          <span className="truncate">{text}</span>
        </span>
      ) : (
        <span className={tab.dimension === "device" ? "inline-block first-letter:uppercase" : undefined}>
          {text}
        </span>
      ),
    change:
      row.previous === undefined ? undefined : (
        <ChangeBadge value={row.visits} previous={row.previous.visits} than="than the period before" />
      ),
  };
}
