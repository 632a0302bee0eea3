"use client";

import { ChevronsUpDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useWorkspace } from "@/components/common/workspace-context";
import { rememberWorkspace } from "@/components/common/workspace-store";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** Which workspace this tab works in. With a single one it is a name, not a menu. */
export function WorkspaceSwitch() {
  const { workspace, workspaces } = useWorkspace();
  const router = useRouter();
  if (workspaces.length < 2) {
    return (
      <p className="flex min-w-0 items-center gap-2 px-1 font-medium">
        <Avatar name={workspace.name} />
        <span className="truncate">{workspace.name}</span>
      </p>
    );
  }
  const choose = (id: string) => {
    if (id === workspace.id) return;
    rememberWorkspace(id);
    // What is open belongs to the other workspace.
    router.push("/dashboard");
    router.refresh();
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="touch-target flex h-9 min-w-0 items-center gap-2 rounded-ui px-1.5 font-medium hover:bg-surface-hover">
        <Avatar name={workspace.name} />
        <span className="sr-only">Workspace:</span>
        <span className="truncate">{workspace.name}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>Workspaces</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={workspace.id} onValueChange={choose}>
          {workspaces.map((item) => (
            <DropdownMenuRadioItem key={item.id} value={item.id}>
              <Avatar name={item.name} />
              <span className="flex min-w-0 flex-col">
                <span className="truncate">{item.name}</span>
                <span className="text-xs text-text-muted capitalize">{item.role}</span>
              </span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
