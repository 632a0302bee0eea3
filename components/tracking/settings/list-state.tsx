"use client";

import type { ReactNode } from "react";
import { QueryError } from "@/components/common/query-error";
import { Skeleton } from "@/components/ui/skeleton";

type Answer<T> = {
  data: { items: readonly T[] } | undefined;
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
};

export type ListStateProps<T> = {
  what: string;
  query: Answer<T>;
  /** What to say while there is none. */
  empty: string;
  children: (items: readonly T[]) => ReactNode;
};

/** The three states of a short list inside a card. */
export function ListState<T>({ what, query, empty, children }: ListStateProps<T>) {
  if (query.data)
    return query.data.items.length > 0 ? (
      <ul className="divide-y divide-border rounded-ui border border-border">{children(query.data.items)}</ul>
    ) : (
      <p className="text-text-muted">{empty}</p>
    );
  if (query.error)
    return (
      <QueryError
        what={what}
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  return <Skeleton className="h-12 w-full" />;
}
