"use client";

import type { ReactNode } from "react";
import { useWorkspace } from "./workspace-context";

/** Shows what a member may do; a member who may not sees the reason, or nothing. */
export function Allowed({ to, reason, children }: { to: string; reason?: string; children: ReactNode }) {
  const { can, workspace } = useWorkspace();
  if (can(to)) return children;
  return reason ? (
    <p className="text-[0.8125rem] text-text-muted">{`${reason} Your role here is ${workspace.role}.`}</p>
  ) : null;
}
