"use client";

import { api } from "@/components/common/api-client";
import { rememberWorkspace } from "@/components/common/workspace-store";
import { joinedShape } from "@/components/settings/shapes";

/** Joins the workspace of an invitation and opens it in this tab. @throws ApiError */
export async function joinWorkspace(token: string): Promise<void> {
  const joined = await api.post(`/invitations/${token}/accept`, undefined, {
    workspaceId: null,
    shape: joinedShape,
  });
  rememberWorkspace(joined.tenantId);
  // A full load, so that the list of workspaces is the one of now.
  window.location.assign("/dashboard");
}
