"use client";

import { useState } from "react";
import { NotificationsPanel } from "@/components/notifications/notifications-panel";
import { useNotifications } from "@/components/notifications/use-notifications";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { BellFace, useBellLabel } from "./bell-face";
import { bellClass } from "./trigger-classes";

/** The list behind the bell. Opens at once: it is loaded because somebody asked for it. */
export function NotificationsPopover() {
  const [open, setOpen] = useState(true);
  const query = useNotifications();
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger aria-label={useBellLabel()} className={bellClass}>
        <BellFace />
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Notifications" className="w-[24rem]">
        <NotificationsPanel query={query} onLeave={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
