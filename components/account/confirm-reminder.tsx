"use client";

import dynamic from "next/dynamic";

/** The reminder, whose code only those fetch who need it. */
export const ConfirmReminder = dynamic(() =>
  import("./confirm-banner").then((module) => module.ConfirmBanner),
);
