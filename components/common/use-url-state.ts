"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

export type UrlChange = Record<string, string | undefined>;

/**
 * State that lives in the page's query string, so that a link shows the same screen.
 * Changing it asks the server for nothing; undefined or "" removes a name.
 */
export function useUrlState(): {
  params: URLSearchParams;
  change: (change: UrlChange, how?: "push" | "replace") => void;
} {
  const path = usePathname();
  const current = useSearchParams();
  const text = current.toString();
  const change = useCallback(
    (values: UrlChange, how: "push" | "replace" = "push") => {
      const next = new URLSearchParams(text);
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const query = next.toString();
      const url = query ? `${path}?${query}` : path;
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [path, text],
  );
  return { params: new URLSearchParams(text), change };
}
