import type { ReactNode } from "react";
import { ConfirmBanner } from "@/components/account/confirm-banner";
import { QueryProvider } from "@/components/common/query-provider";
import { WorkspaceProvider } from "@/components/common/workspace-context";
import { AppFrame } from "@/components/layout/app-frame";
import { Toaster } from "@/components/ui/toaster";
import { ClosingReminder } from "@/components/workspace/closing-reminder";
import { requirePageSession } from "@/lib/auth/session";
import { PERMISSIONS, type Role } from "@/lib/tenancy";

/** What a role may do, so that the interface offers nothing that the server would refuse. */
const permissionsOf = (role: Role): string[] =>
  Object.entries(PERMISSIONS)
    .filter(([, roles]) => roles.some((allowed) => allowed === role))
    .map(([permission]) => permission);

export default async function ProductLayout({ children }: { children: ReactNode }) {
  const { ctx, user, workspaces, asksToConfirm } = await requirePageSession();
  const name = `${user.firstName} ${user.lastName}`.trim() || user.email;
  return (
    <QueryProvider>
      <WorkspaceProvider
        user={{ id: user.id, email: user.email, name, avatarUrl: user.avatarUrl }}
        workspaces={workspaces.map((item) => ({ ...item, permissions: permissionsOf(item.role) }))}
        workspaceId={ctx.tenantId}
      >
        <AppFrame>
          <ClosingReminder />
          {asksToConfirm ? <ConfirmBanner email={user.email} /> : null}
          {children}
        </AppFrame>
        <Toaster />
      </WorkspaceProvider>
    </QueryProvider>
  );
}
