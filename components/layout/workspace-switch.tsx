"use client";

import { lazyMenu } from "./lazy-menu";
import { workspaceClass } from "./trigger-classes";
import { WorkspaceFace } from "./workspace-face";

const LazyWorkspaceMenu = lazyMenu({
  load: () => import("./workspace-menu").then((module) => module.WorkspaceMenu),
  className: workspaceClass,
  Face: WorkspaceFace,
});

/** Which workspace this tab works in, the others, and the way to a new one. */
export function WorkspaceSwitch() {
  return <LazyWorkspaceMenu />;
}
