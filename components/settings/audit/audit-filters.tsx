"use client";

import { useEffect, useState } from "react";
import { useApiList } from "@/components/common/use-api";
import type { UrlChange } from "@/components/common/use-url-state";
import { useWorkspace } from "@/components/common/workspace-context";
import { useDebounced } from "@/components/lib/use-debounced";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { MEMBERS_KEY } from "../keys";
import { memberListShape } from "../shapes";
import { ACTION_OPTIONS } from "./audit-words";

const DELAY_MS = 250;

export type AuditFiltersProps = {
  shown: { action: string; actorId: string; from: string; to: string; q: string };
  change: (change: UrlChange, how?: "push" | "replace") => void;
};

/** Filters of the audit log; they stand in the address. */
export function AuditFilters({ shown, change }: AuditFiltersProps) {
  const { workspace } = useWorkspace();
  const [text, setText] = useState(shown.q);
  const words = useDebounced(text.trim(), DELAY_MS);
  useEffect(() => {
    if (words !== (new URLSearchParams(window.location.search).get("q") ?? ""))
      change({ q: words }, "replace");
  }, [words, change]);
  const members = useApiList({
    key: [...MEMBERS_KEY, "all"],
    path: `/tenants/${workspace.id}/users`,
    shape: memberListShape,
    filters: { limit: 100 },
  });
  const people = [
    { value: "", label: "Everyone" },
    ...(members.items ?? []).map((member) => ({ value: member.userId, label: member.name })),
  ];
  return (
    <div className="grid grid-cols-2 gap-2 border-b border-border p-3 lg:grid-cols-[1fr_auto_auto_auto_auto] lg:items-center">
      <SearchInput
        aria-label="Search in what was changed"
        placeholder="Search"
        className="col-span-2 lg:col-span-1"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Select
        aria-label="Action"
        className="lg:w-48"
        options={ACTION_OPTIONS}
        value={shown.action}
        onChange={(event) => change({ action: event.target.value })}
      />
      <Select
        aria-label="Who"
        className="lg:w-40"
        options={people}
        value={shown.actorId}
        onChange={(event) => change({ actor: event.target.value })}
      />
      <label className="col-span-2 flex min-w-0 items-center gap-2 text-text-muted sm:col-span-1">
        <span className="w-10 shrink-0 lg:w-auto">From</span>
        <Input
          className="min-w-0"
          type="date"
          value={shown.from}
          max={shown.to || undefined}
          onChange={(event) => change({ from: event.target.value })}
        />
      </label>
      <label className="col-span-2 flex min-w-0 items-center gap-2 text-text-muted sm:col-span-1">
        <span className="w-10 shrink-0 lg:w-auto">To</span>
        <Input
          className="min-w-0"
          type="date"
          value={shown.to}
          min={shown.from || undefined}
          onChange={(event) => change({ to: event.target.value })}
        />
      </label>
    </div>
  );
}
