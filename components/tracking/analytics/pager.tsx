"use client";

import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/lib/format";

export type PagerProps = { offset: number; size: number; total: number; onOffset: (offset: number) => void };

/** Which part of a long list is shown, and its neighbours. */
export function Pager({ offset, size, total, onOffset }: PagerProps) {
  const last = Math.min(offset + size, total);
  return (
    <div className="flex items-center justify-between gap-3 text-text-muted">
      <p aria-live="polite">
        {total > 0 ? `${formatNumber(offset + 1)} – ${formatNumber(last)} of ${formatNumber(total)}` : ""}
      </p>
      <div className="flex gap-2">
        <Button
          variant="secondary"
          size="sm"
          disabled={offset === 0}
          onClick={() => onOffset(Math.max(0, offset - size))}
        >
          Previous
        </Button>
        <Button
          variant="secondary"
          size="sm"
          disabled={last >= total}
          onClick={() => onOffset(offset + size)}
        >
          Next
        </Button>
      </div>
    </div>
  );
}
