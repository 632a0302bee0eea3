"use client";

import { ClipboardList, Globe, Inbox, UserRound, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { QueryError } from "@/components/common/query-error";
import { useApiQuery } from "@/components/common/use-api";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { activityShape } from "@/components/workspace/shapes";
import type { ActivityItem, ActivityKind } from "@/lib/workspace/schemas";
import { ACTIVITY_KEY, ACTIVITY_SHOWN } from "./keys";

const REFETCH_MS = 5_000;
const SKELETON_ROWS = [0, 1, 2, 3, 4];
const ICONS: Record<ActivityKind, LucideIcon> = {
  request: Inbox,
  site: Globe,
  form: ClipboardList,
  visit: UserRound,
};

/** What happened last in the workspace. */
export function RecentActivity() {
  const feed = useApiQuery({
    key: ACTIVITY_KEY,
    path: "/activity",
    query: { limit: ACTIVITY_SHOWN },
    shape: activityShape,
    refetchMs: REFETCH_MS,
  });
  return (
    <Card>
      <CardHeader title="Recent activity" />
      {feed.data ? (
        <Items items={feed.data.items} />
      ) : feed.error ? (
        <QueryError
          what="Recent activity"
          error={feed.error}
          onRetry={() => void feed.refetch()}
          retrying={feed.isFetching}
        />
      ) : (
        <div role="status" aria-label="Recent activity: loading" className="flex flex-col gap-4 p-4">
          {SKELETON_ROWS.map((row) => (
            <Skeleton key={row} className="h-9 w-full" />
          ))}
        </div>
      )}
    </Card>
  );
}

function Items({ items }: { items: readonly ActivityItem[] }) {
  if (items.length === 0)
    return <p className="p-4 text-text-muted">Nothing yet. New requests and first visits show up here.</p>;
  return (
    <ul className="divide-y divide-border">
      {items.map((item) => {
        const Icon = ICONS[item.kind];
        return (
          <li key={item.id} className="relative flex items-start gap-3 px-4 py-3 hover:bg-surface-hover">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-text-muted" />
            <div className="min-w-0 flex-1">
              <Link
                href={item.href}
                className="font-medium break-words underline-offset-4 after:absolute after:inset-0 hover:underline"
              >
                {item.title}
              </Link>
              {item.detail ? <p className="truncate text-text-muted">{item.detail}</p> : null}
            </div>
            <RelativeTime iso={item.at} className="relative shrink-0 text-xs leading-5 text-text-muted" />
          </li>
        );
      })}
    </ul>
  );
}
