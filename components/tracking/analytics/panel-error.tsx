"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { messageOf } from "@/components/common/api-error";
import { ErrorState } from "@/components/ui/error-state";
import type { ReportAnswer } from "./report-batch";

export type PanelErrorProps = { report: UseQueryResult<ReportAnswer, Error>; what?: string };

/** A part of the screen that could not be loaded, while others could. */
export function PanelError({ report, what = "This" }: PanelErrorProps) {
  return (
    <ErrorState
      title={`${what} could not be loaded`}
      message={messageOf(report.error)}
      onRetry={() => void report.refetch()}
      retrying={report.isFetching}
    />
  );
}
