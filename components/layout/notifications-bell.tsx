"use client";

import { BellFace, useBellLabel } from "./bell-face";
import { lazyMenu } from "./lazy-menu";
import { bellClass } from "./trigger-classes";

/** What is new, as a number on a bell; the list comes with the first use. */
export const NotificationsBell = lazyMenu({
  load: () => import("./notifications-popover").then((module) => module.NotificationsPopover),
  useLabel: useBellLabel,
  popup: "dialog",
  className: bellClass,
  Face: BellFace,
});
