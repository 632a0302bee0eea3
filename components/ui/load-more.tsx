"use client";

import { Button } from "./button";

export type LoadMoreProps = {
  shown: number;
  noun: string;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
};

/** Foot of a list: how many are shown, and the next page. */
export function LoadMore({ shown, noun, hasMore, loading, onMore }: LoadMoreProps) {
  return (
    <div className="flex items-center justify-between gap-4 border-t border-border px-4 py-2 text-text-muted">
      <p aria-live="polite">{`${shown} ${noun} shown`}</p>
      {hasMore ? (
        <Button variant="secondary" size="sm" onClick={onMore} pending={loading}>
          Load more
        </Button>
      ) : null}
    </div>
  );
}
