import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listKeyOf, queryKeyOf, type ApiFilters, type ApiKey } from "./query-keys";

export type Prefetch = {
  key: ApiKey;
  /** Set for a list with further pages: `load` gives its first page. */
  list?: ApiFilters;
  load: () => Promise<unknown>;
};

export type PrefetchedProps = { workspaceId: string; queries: readonly Prefetch[]; children: ReactNode };

/**
 * Answers that the page needs at once, loaded on the server and handed to the browser's cache. What
 * cannot be loaded is left out: the browser asks again and shows its own error with a retry.
 */
export async function Prefetched({ workspaceId, queries, children }: PrefetchedProps) {
  const client = new QueryClient();
  await Promise.allSettled(
    queries.map(async ({ key, list, load }) => {
      const data = await load();
      if (list) client.setQueryData(listKeyOf(workspaceId, key, list), { pages: [data], pageParams: [""] });
      else client.setQueryData(queryKeyOf(workspaceId, key), data);
    }),
  );
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
