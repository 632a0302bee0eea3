"use client";

import { Bell } from "lucide-react";
import { useNotificationNews, useNotifications } from "@/components/notifications/use-notifications";

const SHOWN_MAX = 99;

/** What the bell is called: with the number of unread notifications. */
export function useBellLabel(): string {
  const unread = useNotifications().data?.unreadCount ?? 0;
  return unread > 0 ? `Notifications, ${unread} unread` : "Notifications";
}

/** A bell with the number of unread notifications. */
export function BellFace() {
  useNotificationNews();
  const unread = useNotifications().data?.unreadCount ?? 0;
  return (
    <>
      <Bell aria-hidden className="size-[1.125rem]" />
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-[0.625rem] font-semibold text-accent-contrast tabular-nums"
        >
          {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
        </span>
      ) : null}
    </>
  );
}
