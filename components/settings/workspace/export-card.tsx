"use client";

import { useState } from "react";
import { callApi } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { QueryError } from "@/components/common/query-error";
import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import type { ExportDto } from "@/lib/workspace/schemas";
import { EXPORTS_KEY } from "../keys";
import { exportListShape, exportShape } from "../shapes";

const SHOWN_MAX = 5;
const RUNNING_MS = 1_500;

const STATES: Record<ExportDto["status"], { tone: BadgeTone; label: string }> = {
  queued: { tone: "neutral", label: "Waiting" },
  running: { tone: "accent", label: "Being written" },
  ready: { tone: "success", label: "Ready" },
  failed: { tone: "danger", label: "Failed" },
  expired: { tone: "neutral", label: "Deleted after a week" },
};

const isUnderWay = (one: ExportDto): boolean => one.status === "queued" || one.status === "running";

/** A copy of everything: start it, watch it, fetch it. One may leave the page and come back. */
export function ExportCard() {
  const { workspace, can } = useWorkspace();
  const query = useApiQuery({
    key: EXPORTS_KEY,
    path: `/tenants/${workspace.id}/exports`,
    query: { limit: SHOWN_MAX },
    shape: exportListShape,
    refetchMs: (last) => (last?.items.some(isUnderWay) ? RUNNING_MS : undefined),
  });
  const start = useApiMutation({
    method: "post",
    path: `/tenants/${workspace.id}/exports`,
    shape: exportShape,
    stale: [EXPORTS_KEY],
    onSuccess: () => toast.success("The copy is being made. You get an e-mail when it is ready."),
  });
  const exports = query.data?.items;
  return (
    <Card id="export">
      <CardHeader title="Copy of everything" />
      <CardBody className="flex flex-col gap-4">
        <p className="text-text-muted">
          A ZIP file with all websites, visits, requests, contacts, members and the audit log, as JSON and
          CSV. Passwords and keys are left out. It is kept for seven days.
        </p>
        {exports ? <ExportRows exports={exports} /> : null}
        {!exports && query.error ? (
          <QueryError
            what="The exports"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : null}
        {!exports && !query.error ? <Skeleton className="h-10 w-full" /> : null}
        {can("exports.write") ? (
          <Button
            variant="secondary"
            className="self-start"
            disabled={exports?.some(isUnderWay) ?? true}
            pending={start.isPending}
            onClick={() => start.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
          >
            Make a copy
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

function ExportRows({ exports }: { exports: readonly ExportDto[] }) {
  if (exports.length === 0) return <p className="text-text-muted">No copy was made yet.</p>;
  return (
    <ul className="divide-y divide-border rounded-ui border border-border">
      {exports.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 px-3 py-2.5">
          <span className="flex min-w-0 flex-col gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={STATES[one.status].tone}>{STATES[one.status].label}</Badge>
              <span className="text-text-muted">
                {one.requestedBy?.name}, <RelativeTime iso={one.createdAt} />
                {one.sizeBytes === null ? "" : `, ${sizeWords(one.sizeBytes)}`}
              </span>
            </span>
            {one.lastError ? <span className="text-danger">{one.lastError}</span> : null}
            {one.progress ? <Progress {...one.progress} /> : null}
          </span>
          {one.status === "ready" ? <Download exportId={one.id} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <span
      role="progressbar"
      aria-label="Files written"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      className="block h-1.5 w-48 overflow-hidden rounded-full bg-surface-sunken"
    >
      <span
        className="block h-full rounded-full bg-accent transition-[width]"
        style={{ width: `${total > 0 ? Math.round((100 * done) / total) : 0}%` }}
      />
    </span>
  );
}

/** The file's address is made for whoever asks and works for minutes, so it is asked for with the click. */
function Download({ exportId }: { exportId: string }) {
  const { workspace } = useWorkspace();
  const [pending, setPending] = useState(false);
  const fetchIt = async () => {
    setPending(true);
    try {
      const path = `/tenants/${workspace.id}/exports/${exportId}`;
      const answer = await callApi("get", path, undefined, { workspaceId: workspace.id, shape: exportShape });
      if (answer.downloadUrl) window.location.assign(answer.downloadUrl);
      else toast.error("The copy is not there any more. Make a new one.");
    } catch (error) {
      toast.error(messageOf(error));
    }
    setPending(false);
  };
  return (
    <Button size="sm" pending={pending} onClick={() => void fetchIt()}>
      Download
    </Button>
  );
}

const UNITS = ["bytes", "KB", "MB", "GB"] as const;

/** "1.4 MB"; units of 1,000. */
function sizeWords(sizeBytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3));
  const value = sizeBytes / 1_000 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[step] ?? "bytes"}`;
}
