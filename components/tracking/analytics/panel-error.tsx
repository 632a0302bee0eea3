"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { messageOf } from "@/components/common/api-error";
import { ErrorState } from "@/components/ui/error-state";
import type { ReportAnswer } from "./report-batch";

/** A part of the screen that could not be loaded, while others could. */
export function PanelError({ report }: { report: UseQueryResult<ReportAnswer, Error> }) {
  return (
    <ErrorState
      title="This could not be loaded"
      message={messageOf(report.error)}
      onRetry={() => void report.refetch()}
      retrying={report.isFetching}
    />
  );
}
