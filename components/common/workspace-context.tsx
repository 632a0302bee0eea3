"use client";

import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { rememberWorkspace, subscribeWorkspace, tabWorkspace } from "./workspace-store";

export type Workspace = {
  id: string;
  name: string;
  role: string;
  /** When it is purged; null or left out unless it is closing. */
  purgeAfterAt?: string | null;
};
export type SignedInUser = { id: string; email: string; name: string; avatarUrl: string | null };

export type WorkspaceValue = {
  user: SignedInUser;
  workspaces: readonly Workspace[];
  /** The workspace of this tab. */
  workspace: Workspace;
  /** What this member may do here, e.g. "sites.write". */
  can: (permission: string) => boolean;
};

const Context = createContext<WorkspaceValue | null>(null);

export type WorkspaceProviderProps = {
  user: SignedInUser;
  workspaces: readonly (Workspace & { permissions: readonly string[] })[];
  /** The workspace the server rendered for. */
  workspaceId: string;
  children: ReactNode;
};

/**
 * Which workspace this tab works in. The tab's own choice (sessionStorage) wins over what the server
 * rendered, and the cookie that the server reads follows the tab that is looked at, so that two tabs
 * can work in two workspaces.
 */
export function WorkspaceProvider({ user, workspaces, workspaceId, children }: WorkspaceProviderProps) {
  const chosen = useSyncExternalStore(subscribeWorkspace, tabWorkspace, () => null);
  const current =
    workspaces.find((item) => item.id === chosen) ??
    workspaces.find((item) => item.id === workspaceId) ??
    workspaces[0];
  const currentId = current?.id;

  useEffect(() => {
    if (!currentId) return;
    const claim = () => {
      if (document.visibilityState !== "visible") return;
      // Right after hydration `currentId` is still the server's; the tab's own choice must survive that.
      const own = tabWorkspace();
      rememberWorkspace(own && workspaces.some((item) => item.id === own) ? own : currentId);
    };
    claim();
    window.addEventListener("focus", claim);
    document.addEventListener("visibilitychange", claim);
    return () => {
      window.removeEventListener("focus", claim);
      document.removeEventListener("visibilitychange", claim);
    };
  }, [currentId, workspaces]);

  const value = useMemo(
    () =>
      current
        ? {
            user,
            workspaces,
            workspace: current,
            can: (permission: string) => current.permissions.includes(permission),
          }
        : null,
    [user, workspaces, current],
  );
  return <Context value={value}>{value ? children : null}</Context>;
}

/** The signed-in member and this tab's workspace. @throws Error outside the product's frame */
export function useWorkspace(): WorkspaceValue {
  const value = useContext(Context);
  if (!value) throw new Error("useWorkspace is used outside WorkspaceProvider");
  return value;
}
