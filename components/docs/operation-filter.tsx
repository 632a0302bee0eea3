"use client";

import { useState } from "react";
import { SearchInput } from "@/components/ui/search-input";

/** Hides rows that lack the words; the rows themselves come from the server. @param listId element that holds `[data-words]` */
export function OperationFilter({ listId }: { listId: string }) {
  const [shown, setShown] = useState<number | null>(null);
  const filter = (text: string) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const list = document.getElementById(listId);
    let count = 0;
    for (const group of list?.querySelectorAll("section") ?? []) {
      let inGroup = 0;
      for (const row of group.querySelectorAll<HTMLElement>("[data-words]")) {
        const found = words.every((word) => row.dataset.words?.includes(word));
        row.hidden = !found;
        if (found) inGroup += 1;
      }
      group.hidden = inGroup === 0;
      count += inGroup;
    }
    setShown(words.length === 0 ? null : count);
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SearchInput
        aria-label="Filter operations"
        placeholder="Filter, e.g. contacts post"
        className="w-full sm:w-80"
        onChange={(event) => filter(event.target.value)}
      />
      <span role="status" className="text-sm text-text-muted">
        {shown === null ? "" : shown === 0 ? "No operation has these words." : `${shown} found`}
      </span>
    </div>
  );
}
