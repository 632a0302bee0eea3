"use client";

import { useRouter } from "next/navigation";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import { TENANT_KEY } from "../keys";
import { tenantShape } from "../shapes";

/** Takes the deletion of the open workspace back. */
export function RestoreButton() {
  const { workspace } = useWorkspace();
  const router = useRouter();
  const restore = useApiMutation({
    method: "post",
    path: `/tenants/${workspace.id}/restore`,
    shape: tenantShape,
    stale: [TENANT_KEY],
    onSuccess: ({ name }) => {
      toast.success(`${name} is restored.`);
      router.refresh();
    },
  });
  return (
    <Button
      pending={restore.isPending}
      onClick={() => restore.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
    >
      Restore the workspace
    </Button>
  );
}
