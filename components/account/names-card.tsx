"use client";

import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { AccountDto } from "@/lib/auth/schemas";
import { AvatarField } from "./avatar-field";
import { accountShape, namesShape } from "./shapes";
import { useRefreshAccount } from "./use-account";

const FORM = "names";
const FIELDS = ["firstName", "lastName"] as const;

/** What others in the workspaces see of a person. */
export function NamesCard({ account }: { account: AccountDto }) {
  const refresh = useRefreshAccount();
  const { firstName, lastName } = account.user;
  const form = useForm({ resolver: lazyResolver(namesShape), defaultValues: { firstName, lastName } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await api.patch("/account", input, { workspaceId: null, shape: accountShape });
      await refresh();
      toast.success("Your name is saved.");
    } catch (error) {
      applyApiError(form, FIELDS, error);
    }
  });
  return (
    <Card>
      <CardHeader title="You" />
      <CardBody className="flex flex-col gap-6">
        <AvatarField account={account} />
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <ErrorSummary title="Your name is not saved yet" items={summaryOf(FORM, errors)} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="First name" id={fieldId(FORM, "firstName")} error={errors.firstName?.message}>
              {(aria) => <Input {...aria} autoComplete="given-name" {...form.register("firstName")} />}
            </Field>
            <Field label="Last name" id={fieldId(FORM, "lastName")} error={errors.lastName?.message}>
              {(aria) => <Input {...aria} autoComplete="family-name" {...form.register("lastName")} />}
            </Field>
          </div>
          <Button type="submit" className="self-start" pending={isSubmitting}>
            Save the name
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
