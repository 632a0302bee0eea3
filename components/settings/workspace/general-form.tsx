"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { messageOf } from "@/components/common/api-error";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { TimeZoneSelect } from "@/components/tracking/time-zone-select";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { TenantDto } from "@/lib/workspace/schemas";
import { TENANT_KEY } from "../keys";
import { tenantShape, updateTenantShape } from "../shapes";

const FORM = "workspace";

/** Name and time zone of the workspace, and whether one starts in it. */
export function GeneralForm({ tenant }: { tenant: TenantDto }) {
  const { workspace, workspaces } = useWorkspace();
  const router = useRouter();
  const form = useForm({
    resolver: lazyResolver(updateTenantShape),
    defaultValues: { name: tenant.name, timeZone: tenant.timeZone },
  });
  const { errors, isSubmitting } = form.formState;
  const save = useApiMutation({
    method: "patch",
    path: `/tenants/${workspace.id}`,
    shape: tenantShape,
    stale: [TENANT_KEY, ["overview"]],
    onSuccess: () => {
      toast.success("The workspace is saved.");
      router.refresh();
    },
  });
  const submit = form.handleSubmit(async ({ name, timeZone }) => {
    try {
      await save.mutateAsync({ name, timeZone });
    } catch (error) {
      applyApiError(form, ["name", "timeZone"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The workspace is not saved yet" items={summaryOf(FORM, errors)} />
      <Field label="Name" id={fieldId(FORM, "name")} error={errors.name?.message}>
        {(aria) => <Input {...aria} autoComplete="organization" {...form.register("name")} />}
      </Field>
      <Field
        label="Time zone"
        id={fieldId(FORM, "timeZone")}
        error={errors.timeZone?.message}
        help="Requests are counted on days of this zone. Each website has a zone of its own."
      >
        {(aria) => <TimeZoneSelect {...aria} current={tenant.timeZone} {...form.register("timeZone")} />}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" pending={isSubmitting}>
          Save the changes
        </Button>
        {workspaces.length > 1 && !tenant.isDefault ? (
          <Button
            variant="secondary"
            pending={save.isPending && !isSubmitting}
            onClick={() =>
              save.mutate({ isDefault: true }, { onError: (error) => toast.error(messageOf(error)) })
            }
          >
            Start in this workspace
          </Button>
        ) : null}
      </div>
    </form>
  );
}
