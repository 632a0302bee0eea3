"use client";

import { api } from "@/components/common/api-client";
import { forgetWorkspace } from "@/components/common/workspace-store";
import { Dialog } from "@/components/ui/dialog";
import type { AccountDto } from "@/lib/auth/schemas";
import { ProveForm } from "./prove-form";
import { doneShape } from "./shapes";

export type DeleteAccountWindowProps = {
  account: AccountDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Says what goes, and asks who it is. */
export function DeleteAccountWindow({ account, open, onOpenChange }: DeleteAccountWindowProps) {
  const remove = async (currentPassword: string | undefined) => {
    await api.post("/account/delete", currentPassword === undefined ? {} : { currentPassword }, {
      workspaceId: null,
      shape: doneShape,
    });
    forgetWorkspace();
    window.location.assign("/");
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Delete your account?">
      <div className="flex flex-col gap-4">
        <p>These go, and cannot be brought back:</p>
        <ul className="list-disc pl-5">
          <li>your membership in every workspace, and the API keys you made there</li>
          <li>your name, picture, sessions and connected accounts</li>
        </ul>
        <p className="text-text-muted">
          What you did in a workspace stays there. A workspace of which you are the only owner must be handed
          over or deleted first, under{" "}
          <a href="/settings/workspace" className="font-medium text-accent-text underline underline-offset-4">
            its settings
          </a>
          .
        </p>
        <ProveForm
          hasPassword={account.hasPassword}
          label="Delete the account"
          variant="danger"
          onProve={remove}
          onCancel={() => onOpenChange(false)}
        />
      </div>
    </Dialog>
  );
}
