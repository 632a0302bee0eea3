import { MobileNav } from "./mobile-nav";
import { NotificationsBell } from "./notifications-bell";
import { PaletteButton } from "./palette-button";
import { UserMenuButton } from "./user-menu-button";
import { WorkspaceSwitch } from "./workspace-switch";

/** Workspace, search, notifications and account, always in reach. */
export function TopBar() {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-border bg-surface px-3 sm:px-6 lg:px-8">
      <MobileNav />
      <div className="min-w-0 flex-1">
        <WorkspaceSwitch />
      </div>
      <PaletteButton />
      <NotificationsBell />
      <UserMenuButton />
    </header>
  );
}
