"use client";

import { useState } from "react";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useUrlState } from "@/components/common/use-url-state";
import { dayIn } from "@/components/lib/dates";
import { useNowMs } from "@/components/lib/use-now";
import { Card } from "@/components/ui/card";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { ReportDimension, SiteDto } from "@/lib/tracking/schemas";
import { compareFromParams, paramsFromRange, RANGE_DAYS_MAX, rangeFromParams } from "./analytics-params";
import { BreakdownPanel } from "./breakdown-panel";
import { PANELS } from "./panels";
import { SitePicker } from "./site-picker";
import { TrafficCard } from "./traffic-card";
import { useReport } from "./use-report";

const DAY_CHECK_MS = 60_000;

export type SiteReportProps = {
  site: SiteDto;
  sites: readonly SiteDto[];
  /** When the server rendered the page: its clock decides the day until the browser's own is known. */
  renderedAtMs: number;
};

/** The report of one site; what it shows is in the URL, what is counted is asked for again and again. */
export function SiteReport({ site, sites, renderedAtMs }: SiteReportProps) {
  const nowMs = useNowMs(DAY_CHECK_MS) ?? renderedAtMs;
  return <Report site={site} sites={sites} today={dayIn(new Date(nowMs), site.timeZone)} />;
}

function Report({ site, sites, today }: { site: SiteDto; sites: readonly SiteDto[]; today: string }) {
  const { params, change } = useUrlState();
  const [tabs, setTabs] = useState<Partial<Record<string, ReportDimension>>>({});
  const range = rangeFromParams(params, today);
  const compare = compareFromParams(params);
  const dimensions = PANELS.map((panel) => tabs[panel.id] ?? panel.tabs[0].dimension);
  const report = useReport({ siteId: site.id, range, compare, dimensions }, range.to >= today);
  const totals = report.data?.results.totals;
  return (
    <>
      <PageHeader
        title="Analytics"
        description={`${site.domain} · days in ${site.timeZone.replaceAll("_", " ")}`}
        actions={
          <>
            <SitePicker sites={sites} value={site.id} onChange={(id) => change({ site: id })} />
            <DateRangePicker
              value={range}
              onChange={(next) => change(paramsFromRange(next, today))}
              today={today}
              timeZone={site.timeZone}
              daysMax={RANGE_DAYS_MAX}
            />
            <span className="flex items-center gap-2 pl-1">
              <Switch
                id="compare"
                checked={compare}
                onCheckedChange={(on) => change({ compare: on ? undefined : "off" })}
              />
              <Label htmlFor="compare">Compare</Label>
            </span>
          </>
        }
      />
      {report.error && !report.data ? (
        <Card>
          <QueryError
            what="The report"
            error={report.error}
            onRetry={() => void report.refetch()}
            retrying={report.isFetching}
          />
        </Card>
      ) : (
        <>
          <TrafficCard report={report.data} />
          <div className="grid gap-6 lg:grid-cols-2">
            {PANELS.map((panel, index) => (
              <BreakdownPanel
                key={panel.id}
                panel={panel}
                active={dimensions[index] ?? panel.tabs[0].dimension}
                onActive={(dimension) => setTabs({ ...tabs, [panel.id]: dimension })}
                results={report.data?.results}
                totals={totals?.kind === "totals" ? totals : undefined}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}
