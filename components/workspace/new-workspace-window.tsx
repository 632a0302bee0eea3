"use client";

import { useRef } from "react";
import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { rememberWorkspace } from "@/components/common/workspace-store";
import { useTimeZone } from "@/components/lib/use-now";
import { createTenantShape, tenantShape } from "@/components/settings/shapes";
import { TimeZoneSelect } from "@/components/tracking/time-zone-select";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const FORM = "new-workspace";

export type NewWorkspaceWindowProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** A further workspace; it opens in this tab when it is made. */
export function NewWorkspaceWindow({ open, onOpenChange }: NewWorkspaceWindowProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New workspace"
      description="For another firm or client. Websites, people and settings are kept apart."
    >
      <NewWorkspaceForm />
    </Dialog>
  );
}

function NewWorkspaceForm() {
  const timeZone = useTimeZone();
  // The same key for the same input, so that a retry makes no second workspace.
  const attempt = useRef({ body: "", key: "" });
  const form = useForm({ resolver: lazyResolver(createTenantShape), defaultValues: { name: "", timeZone } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      const body = JSON.stringify(input);
      if (attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() };
      const made = await api.post("/tenants", input, {
        workspaceId: null,
        shape: tenantShape,
        idempotencyKey: attempt.current.key,
      });
      rememberWorkspace(made.id);
      // A full load, so that the list of workspaces is the one of now.
      window.location.assign("/dashboard");
    } catch (error) {
      applyApiError(form, ["name", "timeZone"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The workspace is not made yet" items={summaryOf(FORM, errors)} />
      <Field
        label="Name"
        id={fieldId(FORM, "name")}
        error={errors.name?.message}
        help="Usually the firm's name."
      >
        {(aria) => <Input {...aria} autoComplete="off" {...form.register("name")} />}
      </Field>
      <Field label="Time zone" id={fieldId(FORM, "timeZone")} error={errors.timeZone?.message}>
        {(aria) => <TimeZoneSelect {...aria} current={timeZone} {...form.register("timeZone")} />}
      </Field>
      <Button
        type="submit"
        pending={isSubmitting || (isSubmitSuccessful && Object.keys(errors).length === 0)}
      >
        Make the workspace
      </Button>
    </form>
  );
}
