"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWorkspace } from "@/components/common/workspace-context";
import { rememberWorkspace } from "@/components/common/workspace-store";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { workspaceClass } from "./trigger-classes";
import { WorkspaceFace } from "./workspace-face";

const NewWorkspaceWindow = dynamic(
  () => import("@/components/workspace/new-workspace-window").then((module) => module.NewWorkspaceWindow),
  { ssr: false },
);

/** The choice of workspaces, and the way to a further one. Opens at once: it is loaded because somebody asked for it. */
export function WorkspaceMenu() {
  const { workspace, workspaces } = useWorkspace();
  const router = useRouter();
  const [makes, setMakes] = useState<"never" | "open" | "closed">("never");
  const choose = (id: string) => {
    if (id === workspace.id) return;
    rememberWorkspace(id);
    // What is open belongs to the other workspace.
    router.push("/dashboard");
    router.refresh();
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className={workspaceClass}>
        <WorkspaceFace />
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
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => setMakes("open")}>
          <Plus aria-hidden className="size-4 text-text-muted" />
          New workspace
        </DropdownMenuItem>
      </DropdownMenuContent>
      {makes === "never" ? null : (
        <NewWorkspaceWindow
          open={makes === "open"}
          onOpenChange={(open) => setMakes(open ? "open" : "closed")}
        />
      )}
    </DropdownMenu>
  );
}
