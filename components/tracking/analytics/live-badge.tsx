"use client";

import Link from "next/link";
import { formatNumber } from "@/components/lib/format";
import { useLive } from "../live/use-live-view";

/** How many people are on the site now; leads to the live view. */
export function LiveBadge({ siteId }: { siteId: string }) {
  const count = useLive(siteId).data?.visitorsNow;
  return (
    <Link
      href={`/analytics/live?site=${siteId}`}
      className="touch-target inline-flex h-8 items-center gap-2 rounded-ui px-3 text-[0.8125rem] font-medium hover:bg-surface-hover"
    >
      <span
        aria-hidden
        className={`size-2 rounded-full ${count ? "animate-live bg-success" : "bg-border-strong"}`}
      />
      {count === undefined
        ? "Live"
        : count === 1
          ? "1 person now"
          : count === 0
            ? "Nobody right now"
            : `${formatNumber(count)} people now`}
    </Link>
  );
}
