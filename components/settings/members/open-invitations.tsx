"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** Open invitations stand below the members; their code comes after the page's first. */
export const OpenInvitations = dynamic(
  () => import("./invitations-list").then((module) => module.InvitationsList),
  { ssr: false, loading: () => <Skeleton className="h-48" /> }, // no button shows before its code is there
);
