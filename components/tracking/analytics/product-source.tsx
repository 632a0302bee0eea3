"use client";

import { useMemo, type ReactNode } from "react";
import { api } from "@/components/common/api-client";
import { useWorkspace } from "@/components/common/workspace-context";
import { reportsShape } from "../shapes";
import { ReportSourceContext, type ReportSource } from "./report-source";

/** Answers a member's questions through the API, in the workspace of this tab. */
export function ProductSource({ children }: { children: ReactNode }) {
  const { workspace } = useWorkspace();
  const workspaceId = workspace.id;
  const source = useMemo<ReportSource>(
    () => ({
      ask: (question, signal) =>
        api.post("/reports/query", question, { workspaceId, shape: reportsShape, signal }),
      cacheKey: workspaceId,
      readOnly: false,
    }),
    [workspaceId],
  );
  return <ReportSourceContext value={source}>{children}</ReportSourceContext>;
}
