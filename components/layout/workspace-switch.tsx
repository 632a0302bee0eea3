"use client";

import { useWorkspace } from "@/components/common/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { lazyMenu } from "./lazy-menu";
import { workspaceClass } from "./trigger-classes";
import { WorkspaceFace } from "./workspace-face";

const LazyWorkspaceMenu = lazyMenu({
  load: () => import("./workspace-menu").then((module) => module.WorkspaceMenu),
  className: workspaceClass,
  Face: WorkspaceFace,
});

/** Which workspace this tab works in. With a single one it is a name, not a menu. */
export function WorkspaceSwitch() {
  const { workspace, workspaces } = useWorkspace();
  if (workspaces.length > 1) return <LazyWorkspaceMenu />;
  return (
    <p className="flex min-w-0 items-center gap-2 px-1 font-medium">
      <Avatar name={workspace.name} />
      <span className="truncate">{workspace.name}</span>
    </p>
  );
}
