"use client";

import { ChevronsUpDown } from "lucide-react";
import { useWorkspace } from "@/components/common/workspace-context";
import { Avatar } from "@/components/ui/avatar";

/** The open workspace as the switch shows it. */
export function WorkspaceFace() {
  const { workspace } = useWorkspace();
  return (
    <>
      <Avatar name={workspace.name} />
      <span className="sr-only">Workspace:</span>
      <span className="truncate">{workspace.name}</span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
    </>
  );
}
