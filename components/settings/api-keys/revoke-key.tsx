"use client";

import { messageOf } from "@/components/common/api-error";
import { apiKeyShape } from "../shapes";
import { useApiMutation } from "@/components/common/use-api";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toaster";
import type { ApiKeyDto } from "@/lib/auth/api-keys/schemas";
import { API_KEYS_KEY } from "../keys";

/** Ends a key after asking. */
export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKeyDto; onClose: () => void }) {
  const revoke = useApiMutation({
    method: "delete",
    path: `/api-keys/${apiKey.id}`,
    shape: apiKeyShape,
    stale: [API_KEYS_KEY],
    onSuccess: () => {
      toast.success(`${apiKey.name} is revoked.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Revoke ${apiKey.name}?`}
      confirmLabel="Revoke the key"
      pending={revoke.isPending}
      error={revoke.error ? messageOf(revoke.error) : undefined}
      onConfirm={() => revoke.mutate(undefined)}
    >
      <p>Programs that use it are refused from their next call on. A revoked key cannot be brought back.</p>
    </ConfirmDialog>
  );
}
