"use client";

import { ChartBar, Pencil, Table2 } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { countOf, formatNumber, formatPercent } from "@/components/lib/format";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { FunnelDto, FunnelResult } from "@/lib/tracking/report-schemas";
import { AnswerNote } from "../analytics/late-parts";
import { isKind } from "../analytics/report-batch";
import { useReport } from "../analytics/report-scope";
import { FunnelBars } from "./funnel-bars";
import { FunnelTable } from "./funnel-table";
import { windowWords } from "./funnel-keys";

export type FunnelReportProps = { funnel: FunnelDto; onNear: () => void; onEdit: (() => void) | undefined };

/** How far visits came in a funnel, as bars or as a table. */
export function FunnelReport({ funnel, onNear, onEdit }: FunnelReportProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const report = useReport({ kind: "funnel", funnelId: funnel.id });
  const result = report.data?.result;
  return (
    <Card aria-label={funnel.name}>
      <CardHeader
        title={funnel.name}
        actions={
          <div className="flex items-center gap-2">
            {onEdit ? (
              <Button
                variant="ghost"
                size="sm"
                aria-haspopup="dialog"
                onPointerEnter={onNear}
                onClick={onEdit}
              >
                <Pencil aria-hidden className="size-4" />
                Edit
              </Button>
            ) : null}
            <SegmentedControl
              label="Show as"
              value={view}
              onChange={setView}
              segments={[
                { value: "chart", name: "Chart", label: <ChartBar aria-hidden className="size-4" /> },
                { value: "table", name: "Table", label: <Table2 aria-hidden className="size-4" /> },
              ]}
            />
          </div>
        }
      />
      <CardBody className="flex flex-col gap-4">
        {report.error && !result ? (
          <ErrorState
            title="The funnel could not be loaded"
            message={messageOf(report.error)}
            onRetry={() => void report.refetch()}
            retrying={report.isFetching}
          />
        ) : !isKind(result, "funnel") ? (
          <Skeleton className="h-64 w-full" />
        ) : (
          <>
            <p>{summaryOf(result)}</p>
            {view === "chart" ? <FunnelBars result={result} /> : <FunnelTable result={result} />}
            <AnswerNote answer={report.data} />
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** The funnel in one sentence. */
function summaryOf({ steps, windowMinutes, identified }: FunnelResult): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || first.count === 0) return "Nobody took the first step in these days.";
  const known = identified > 0 ? `, ${countOf(identified, "known visitor")} among them` : "";
  return `${formatPercent(last.rateOfFirst)} took all steps within ${windowWords(windowMinutes)}: ${formatNumber(last.count)} of ${countOf(first.count, "visit")}${known}.`;
}
