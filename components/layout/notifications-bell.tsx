"use client";

import { Bell } from "lucide-react";
import { useState } from "react";
import { NotificationsPanel } from "@/components/notifications/notifications-panel";
import { useNotifications } from "@/components/notifications/use-notifications";
import { buttonClass } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const SHOWN_MAX = 99;

/** What is new, as a number on a bell; the list behind it. */
export function NotificationsBell() {
  const [open, setOpen] = useState(false);
  const query = useNotifications();
  const unread = query.data?.unreadCount ?? 0;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={unread > 0 ? `Notifications, ${unread} unread` : "Notifications"}
        className={buttonClass({ variant: "ghost", size: "icon", className: "relative" })}
      >
        <Bell aria-hidden className="size-[1.125rem]" />
        {unread > 0 ? (
          <span
            aria-hidden
            className="absolute top-0.5 right-0 flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-[0.625rem] font-semibold text-accent-contrast tabular-nums"
          >
            {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
          </span>
        ) : null}
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Notifications" className="w-[24rem]">
        <NotificationsPanel query={query} onLeave={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
