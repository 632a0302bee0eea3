"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useSyncExternalStore } from "react";

export type UrlChange = Record<string, string | undefined>;

const readers = new Set<() => void>();

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  window.addEventListener("popstate", reader);
  return () => {
    readers.delete(reader);
    window.removeEventListener("popstate", reader);
  };
}

/**
 * State that lives in the page's query string, so that a link shows the same screen.
 * Changing it asks the server for nothing; undefined or "" removes a name. A change shows at once (the router
 * itself hears of it in a transition, too late for a radio button), and the next one builds on it.
 */
export function useUrlState(): {
  params: URLSearchParams;
  change: (change: UrlChange, how?: "push" | "replace") => void;
} {
  const path = usePathname();
  const routed = useSearchParams().toString();
  const text = useSyncExternalStore(
    subscribe,
    // On the way to another page the address may already be that page's.
    () =>
      window.location.pathname === path ? new URLSearchParams(window.location.search).toString() : routed,
    () => routed,
  );
  const change = useCallback(
    (values: UrlChange, how: "push" | "replace" = "push") => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      const query = next.toString();
      const url = query ? `${path}?${query}` : path;
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
      for (const reader of readers) reader();
    },
    [path],
  );
  return { params: new URLSearchParams(text), change };
}
