"use client";

import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { formatDay } from "@/components/lib/dates";
import { formatNumber } from "@/components/lib/format";
import { Card, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { dropsShape } from "@/components/tracking/shapes";
import type { DropsDto, DropReason } from "@/lib/tracking/schemas";

const REFETCH_MS = 15_000;

const NAMES: Record<DropReason, string> = {
  bad_json: "Not readable",
  bad_event: "Not an event",
  too_large: "Too large",
  unknown_site: "Unknown site",
  host_not_allowed: "Another host",
  bot: "Bots",
  preview: "Previews of links",
  prefetch: "Loaded ahead, never shown",
  excluded: "Excluded by you",
  stale: "Too old",
  rate_limited: "Too many at once",
  site_rate_limited: "Too many for the site",
  replay_unreadable: "Recordings: not readable",
  replay_off: "Recordings: switched off",
  replay_no_consent: "Recordings: no consent",
  replay_over: "Recordings: full or ended",
};

/** What was sent for this site in the last 30 days and not counted, by reason. */
export function SiteDrops({ siteId }: { siteId: string }) {
  const drops = useApiQuery({
    key: ["sites", siteId, "drops"],
    path: `/sites/${siteId}/drops`,
    shape: dropsShape,
    refetchMs: REFETCH_MS,
  });
  return (
    <Card>
      <CardHeader title="Not counted in the last 30 days" />
      {drops.data ? (
        <DropRows items={drops.data.items} />
      ) : drops.error ? (
        <QueryError
          what="What was not counted"
          error={drops.error}
          onRetry={() => void drops.refetch()}
          retrying={drops.isFetching}
        />
      ) : (
        <div className="p-4">
          <Skeleton className="h-5 w-1/2" />
        </div>
      )}
    </Card>
  );
}

function DropRows({ items }: { items: DropsDto["items"] }) {
  if (items.length === 0)
    return <p className="p-4 text-text-muted">Nothing. Every event that was sent has been counted.</p>;
  return (
    <ul className="divide-y divide-border">
      {items.map((item) => (
        <li key={item.reason} className="flex items-baseline justify-between gap-6 px-4 py-3">
          <div className="min-w-0">
            <p className="font-medium">{NAMES[item.reason]}</p>
            <p className="text-text-muted">{item.explanation}</p>
          </div>
          <p className="shrink-0 text-right tabular-nums">
            {formatNumber(item.count)}
            <span className="block text-xs text-text-muted">{`last on ${formatDay(item.lastDay)} (UTC)`}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
