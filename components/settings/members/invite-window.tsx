"use client";

import { useForm, useWatch } from "react-hook-form";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { INVITATIONS_KEY } from "../keys";
import { ROLE_WORDS, roleOf, roleOptions } from "../roles";
import { invitationShape, inviteShape } from "../shapes";

const FORM = "invite";

export type InviteWindowProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Address and role of somebody who shall join. */
export function InviteWindow({ open, onOpenChange }: InviteWindowProps) {
  const { workspace } = useWorkspace();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Invite a person to ${workspace.name}`}
      description="They get an e-mail with a link that works for seven days."
    >
      <InviteForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const { workspace, can } = useWorkspace();
  const form = useForm({
    resolver: lazyResolver(inviteShape),
    defaultValues: { email: "", role: "editor" as const },
  });
  const { errors, isSubmitting } = form.formState;
  const role = roleOf(useWatch({ control: form.control, name: "role" }) ?? "") ?? "editor";
  const invite = useApiMutation({
    method: "post",
    path: `/tenants/${workspace.id}/users/invite`,
    shape: invitationShape,
    stale: [INVITATIONS_KEY],
    onSuccess: ({ email }) => {
      toast.success(`The invitation to ${email} is on its way.`);
      onDone();
    },
  });
  const submit = form.handleSubmit(async (input) => {
    try {
      await invite.mutateAsync(input);
    } catch (error) {
      applyApiError(form, ["email", "role"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="Nobody is invited yet" items={summaryOf(FORM, errors)} />
      <Field label="E-mail address" id={fieldId(FORM, "email")} error={errors.email?.message}>
        {(aria) => (
          <Input
            {...aria}
            type="email"
            autoComplete="off"
            placeholder="name@example.com"
            {...form.register("email")}
          />
        )}
      </Field>
      <Field
        label="Role"
        id={fieldId(FORM, "role")}
        error={errors.role?.message}
        help={ROLE_WORDS[role].about}
      >
        {(aria) => <Select {...aria} options={roleOptions(can("owners.write"))} {...form.register("role")} />}
      </Field>
      <Button type="submit" pending={isSubmitting}>
        Send the invitation
      </Button>
    </form>
  );
}
