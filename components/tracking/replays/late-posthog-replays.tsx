"use client";

import dynamic from "next/dynamic";

/** Links to PostHog come beside the page: most workspaces have none. */
export const PosthogReplays = dynamic(
  () => import("./posthog-replays").then((module) => module.PosthogReplays),
  { ssr: false },
);
