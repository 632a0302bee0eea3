"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditLineDto } from "@/lib/workspace/schemas";
import { AuditDiff } from "./audit-diff";
import { namesEntity, verbOf } from "./audit-words";

/** One act: who, what, when; opened, the difference it made. */
export function AuditLine({ line }: { line: AuditLineDto }) {
  const [open, setOpen] = useState(false);
  const entity = namesEntity(line.action) ? (line.entityName ?? `…${line.entityId.slice(-6)}`) : "";
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-3 px-4 py-3 text-left hover:bg-surface-hover"
      >
        <ChevronRight
          aria-hidden
          className={`mt-0.5 size-4 shrink-0 text-text-muted transition-transform ${open ? "rotate-90" : ""}`}
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <span className="min-w-0 break-words">
            <span className="font-medium">{line.actor.name}</span> {verbOf(line.action)}{" "}
            {entity ? <span className="font-medium">{entity}</span> : null}
          </span>
          <RelativeTime iso={line.at} className="text-[0.8125rem] whitespace-nowrap text-text-muted" />
        </span>
      </button>
      {open ? (
        <div className="border-t border-border bg-surface-sunken px-4 py-3 sm:pl-11">
          <AuditDiff before={line.before} after={line.after} />
          <p className="pt-2 font-mono text-xs break-all text-text-muted">
            {`${line.action} · ${line.entityType} ${line.entityId} · request ${line.requestId}`}
          </p>
        </div>
      ) : null}
    </li>
  );
}
