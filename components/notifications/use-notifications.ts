"use client";

import { useQueryClient } from "@tanstack/react-query";
import { queryKeyOf } from "@/components/common/query-keys";
import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { useIsLive, useLiveNews } from "@/components/common/use-live";
import { useWorkspace } from "@/components/common/workspace-context";
import { markReadShape, notificationListShape } from "@/components/notifications/shapes";

const REFETCH_MS = 4_000;
/** News may be lost, so pages go on asking even while they come. */
const REFETCH_LIVE_MS = 60_000;
const KEY = ["notifications"] as const;

/** The latest notifications and how many are unread: told when they change, else asked for every few seconds. */
export const useNotifications = () =>
  useApiQuery({
    key: KEY,
    path: "/notifications",
    query: { limit: 20 },
    shape: notificationListShape,
    refetchMs: useIsLive() ? REFETCH_LIVE_MS : REFETCH_MS,
  });

/** Asks for the notifications as soon as the server says that they changed. Once a page. */
export function useNotificationNews(): void {
  const client = useQueryClient();
  const { workspace } = useWorkspace();
  useLiveNews("notifications.changed", () => {
    void client.invalidateQueries({ queryKey: queryKeyOf(workspace.id, KEY) });
  });
}

/** Marks some, or all without ids, as read. */
export const useMarkRead = () =>
  useApiMutation({
    method: "post",
    path: "/notifications/read",
    shape: markReadShape,
    stale: [KEY],
  });
