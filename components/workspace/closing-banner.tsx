"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useWorkspace } from "@/components/common/workspace-context";
import { formatDayLong } from "@/components/lib/dates";

/** Over every page of a workspace that waits for its deletion: when it goes, and where that is taken back. */
export function ClosingBanner() {
  const { workspace, can } = useWorkspace();
  if (!workspace.purgeAfterAt) return null;
  const day = formatDayLong(workspace.purgeAfterAt.slice(0, 10));
  return (
    <div role="status" className="flex gap-3 rounded-ui border border-danger/50 bg-danger-soft p-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <p className="min-w-0">
        {`${workspace.name} is closed and will be deleted on ${day}. Its pages do not answer until then. `}
        {can("workspace.delete") ? (
          <Link href="/settings/workspace" className="font-medium underline underline-offset-4">
            Restore it or take a copy
          </Link>
        ) : (
          "An owner can restore it."
        )}
      </p>
    </div>
  );
}
