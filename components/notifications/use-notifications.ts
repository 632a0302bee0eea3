"use client";

import { useApiMutation, useApiQuery } from "@/components/common/use-api";
import {
  MarkNotificationsReadOutput,
  NotificationList,
  type MarkNotificationsReadInput,
} from "@/lib/notifications/schemas";

const REFETCH_MS = 4_000;
const KEY = ["notifications"] as const;

/** The latest notifications and how many are unread, asked for every few seconds. */
export const useNotifications = () =>
  useApiQuery({ key: KEY, path: "/notifications?limit=20", schema: NotificationList, refetchMs: REFETCH_MS });

/** Marks some, or all without ids, as read. */
export const useMarkRead = () =>
  useApiMutation<typeof MarkNotificationsReadOutput, MarkNotificationsReadInput>({
    method: "post",
    path: "/notifications/read",
    schema: MarkNotificationsReadOutput,
    stale: [KEY],
  });
