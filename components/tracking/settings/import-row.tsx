"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { formatDay } from "@/components/lib/dates";
import { formatNumber } from "@/components/lib/format";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { SiteImportDto } from "@/lib/tracking/imports/schemas";
import { importShape } from "./shapes";

const STATES: Record<SiteImportDto["status"], { tone: BadgeTone; label: string }> = {
  uploading: { tone: "neutral", label: "Not read" },
  reading: { tone: "accent", label: "Being read" },
  preview: { tone: "warning", label: "Preview: nothing counts yet" },
  applying: { tone: "accent", label: "Being added" },
  applied: { tone: "success", label: "Added" },
  undoing: { tone: "accent", label: "Being taken back" },
  undone: { tone: "neutral", label: "Taken back" },
  failed: { tone: "danger", label: "Failed" },
};

/** One import: what it holds, how far it is, and what can be done with it. */
export function ImportRow({ one }: { one: SiteImportDto }) {
  const { preview } = one;
  const isWorking = one.status === "applying" || one.status === "undoing";
  return (
    <li className="flex flex-col gap-2 px-3 py-3">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{one.source === "umami" ? "Umami" : "Plausible"}</span>
        <Badge tone={STATES[one.status].tone}>{STATES[one.status].label}</Badge>
        {isWorking && one.progress.total > 0 ? (
          <span role="status" className="text-text-muted tabular-nums">
            {`${Math.round((100 * one.progress.done) / one.progress.total)} %`}
          </span>
        ) : null}
      </span>
      {preview ? <Preview one={one} preview={preview} /> : null}
      {one.lastError ? <p className="text-danger">{one.lastError}</p> : null}
      <Actions one={one} />
    </li>
  );
}

function Preview({ one, preview }: { one: SiteImportDto; preview: NonNullable<SiteImportDto["preview"]> }) {
  const { totals, unreadable } = preview;
  return (
    <div className="flex flex-col gap-1 text-[0.8125rem] text-text-muted">
      <p>
        {one.fromDay && one.toDay
          ? `${formatDay(one.fromDay)} to ${formatDay(one.toDay)}: ${formatNumber(preview.days)} days, `
          : "No day, "}
        {`${formatNumber(totals.visits)} visits, ${formatNumber(totals.pageViews)} page views, ${formatNumber(totals.events)} events`}
      </p>
      {one.status === "preview" && preview.overlapDaysTotal > 0 ? (
        <p className="text-warning">
          {`${formatNumber(preview.overlapDaysTotal)} of these days have numbers here already; they stay as they are and are left out.`}
        </p>
      ) : null}
      {one.skippedDays > 0 ? <p>{`${formatNumber(one.skippedDays)} days were left out.`}</p> : null}
      {unreadable.lines > 0 ? (
        <details>
          <summary>{`${formatNumber(unreadable.lines)} lines could not be read`}</summary>
          <ul className="list-disc pl-5">
            {unreadable.examples.map((example) => (
              <li key={`${example.file} ${example.line}`}>
                {`${example.file}, line ${example.line}: ${example.reason}`}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {preview.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function Actions({ one }: { one: SiteImportDto }) {
  const [asks, setAsks] = useState(false);
  const stale = [["sites", one.siteId, "imports"], ["reports"]] as const;
  const path = `/sites/${one.siteId}/imports/${one.id}` as const;
  const apply = useApiMutation({ method: "post", path: `${path}/apply`, shape: importShape, stale });
  const undo = useApiMutation({
    method: "post",
    path: `${path}/undo`,
    shape: importShape,
    stale,
    onSuccess: () => setAsks(false),
  });
  const remove = useApiMutation({ method: "delete", path, shape: noAnswer, stale });
  const say = { onError: (error: Error) => void toast.error(messageOf(error)) };
  const canApply = one.preview !== null && (one.status === "preview" || one.status === "undone");
  const canRemove = ["uploading", "preview", "undone", "failed"].includes(one.status);
  return (
    <span className="flex flex-wrap gap-2">
      {canApply ? (
        <Button size="sm" pending={apply.isPending} onClick={() => apply.mutate({ overlap: "skip" }, say)}>
          Add to the numbers
        </Button>
      ) : null}
      {one.status === "applied" ? (
        <Button size="sm" variant="secondary" onClick={() => setAsks(true)}>
          Take it back…
        </Button>
      ) : null}
      {canRemove ? (
        <Button
          size="sm"
          variant="ghost"
          pending={remove.isPending}
          onClick={() => remove.mutate(undefined, say)}
        >
          Remove
        </Button>
      ) : null}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title="Take this import back?"
        confirmLabel="Take it back"
        pending={undo.isPending}
        error={undo.error ? messageOf(undo.error) : undefined}
        onConfirm={() => undo.mutate(undefined)}
      >
        <p>Exactly what it added goes out of the numbers again. You can add it once more later.</p>
      </ConfirmDialog>
    </span>
  );
}
