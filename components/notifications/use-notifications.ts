"use client";

import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import { markReadShape, notificationListShape } from "@/components/notifications/shapes";

const REFETCH_MS = 4_000;
const KEY = ["notifications"] as const;

/** The latest notifications and how many are unread, asked for every few seconds. */
export const useNotifications = () =>
  useApiQuery({
    key: KEY,
    path: "/notifications",
    query: { limit: 20 },
    shape: notificationListShape,
    refetchMs: REFETCH_MS,
  });

/** Marks some, or all without ids, as read. */
export const useMarkRead = () =>
  useApiMutation({
    method: "post",
    path: "/notifications/read",
    shape: markReadShape,
    stale: [KEY],
  });
