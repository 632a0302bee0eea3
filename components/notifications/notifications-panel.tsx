"use client";

import { BellOff } from "lucide-react";
import Link from "next/link";
import { QueryError } from "@/components/common/query-error";
import { cn } from "@/components/lib/cn";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { NotificationDto } from "@/lib/notifications/schemas";
import { useMarkRead, type useNotifications } from "./use-notifications";

type PanelProps = { query: ReturnType<typeof useNotifications>; onLeave: () => void };

/** The latest notifications; following one marks it read. */
export function NotificationsPanel({ query, onLeave }: PanelProps) {
  const markRead = useMarkRead();
  const items = query.data?.items;
  const follow = (item: NotificationDto) => {
    if (!item.readAt) markRead.mutate({ ids: [item.id] });
    onLeave();
  };
  return (
    <>
      <div className="flex min-h-12 items-center justify-between border-b border-border px-4 py-1.5">
        <h2 className="font-semibold">Notifications</h2>
        {query.data && query.data.unreadCount > 0 ? (
          <Button
            variant="ghost"
            size="sm"
            className="-mr-2"
            pending={markRead.isPending}
            onClick={() => markRead.mutate({})}
          >
            Mark all as read
          </Button>
        ) : null}
      </div>
      <div className="max-h-[60dvh] overflow-y-auto">
        {items ? (
          <Items items={items} onFollow={follow} />
        ) : query.error ? (
          <QueryError
            what="Notifications"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <div className="flex flex-col gap-3 p-4">
            <Skeleton className="h-10 w-full" />
            <Skeleton className="h-10 w-full" />
          </div>
        )}
      </div>
    </>
  );
}

function Items({
  items,
  onFollow,
}: {
  items: readonly NotificationDto[];
  onFollow: (item: NotificationDto) => void;
}) {
  if (items.length === 0) {
    return (
      <p className="flex flex-col items-center gap-2 px-6 py-10 text-center text-text-muted">
        <BellOff aria-hidden className="size-5" />
        Nothing new. Requests from your website show up here.
      </p>
    );
  }
  return (
    <ul className="divide-y divide-border">
      {items.map((item) => (
        <li key={item.id}>
          <Link
            href={item.href}
            onClick={() => onFollow(item)}
            className="flex gap-3 px-4 py-3 outline-offset-[-2px] hover:bg-surface-hover"
          >
            <span
              aria-hidden
              className={cn(
                "mt-1.5 size-2 shrink-0 rounded-full",
                item.readAt ? "bg-transparent" : "bg-accent",
              )}
            />
            <span className="min-w-0 flex-1">
              <span className={cn("block break-words", !item.readAt && "font-medium")}>
                {item.readAt ? null : <span className="sr-only">Unread: </span>}
                {item.title}
              </span>
              {item.body ? <span className="line-clamp-2 text-text-muted">{item.body}</span> : null}
              <span className="block pt-0.5 text-xs text-text-muted">
                <RelativeTime iso={item.createdAt} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
