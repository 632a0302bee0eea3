"use client";

import { useForm } from "react-hook-form";
import { PasswordInput } from "@/components/auth/password-field";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import type { AccountDto } from "@/lib/auth/schemas";
import { changePasswordShape, doneShape } from "./shapes";
import { useRefreshAccount } from "./use-account";

const FORM = "password";
const FIELDS = ["currentPassword", "newPassword"] as const;

/** A new password, or the first one of an account that has only signed in with other services. */
export function PasswordCard({ account }: { account: AccountDto }) {
  const refresh = useRefreshAccount();
  const form = useForm({
    resolver: lazyResolver(changePasswordShape),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await api.post("/account/password", input, { workspaceId: null, shape: doneShape });
      form.reset();
      await refresh();
      toast.success("Your password is changed, and you are logged out everywhere else.");
    } catch (error) {
      applyApiError(form, FIELDS, error);
    }
  });
  return (
    <Card>
      <CardHeader title="Password" />
      <CardBody>
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <ErrorSummary title="The password is not changed" items={summaryOf(FORM, errors)} />
          {account.hasPassword ? (
            <Field
              label="Current password"
              id={fieldId(FORM, "currentPassword")}
              error={errors.currentPassword?.message}
            >
              {(aria) => (
                <PasswordInput
                  {...aria}
                  autoComplete="current-password"
                  {...form.register("currentPassword")}
                />
              )}
            </Field>
          ) : (
            <p className="text-text-muted">
              Your account has no password yet. With one you can log in without the connected services.
            </p>
          )}
          <Field
            label="New password"
            id={fieldId(FORM, "newPassword")}
            error={errors.newPassword?.message}
            help="At least 10 characters. You are logged out everywhere else."
          >
            {(aria) => (
              <PasswordInput {...aria} autoComplete="new-password" {...form.register("newPassword")} />
            )}
          </Field>
          <Button type="submit" variant="secondary" className="self-start" pending={isSubmitting}>
            {account.hasPassword ? "Change the password" : "Set the password"}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
