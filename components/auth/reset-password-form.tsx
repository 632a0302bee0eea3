"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { AuthHeading } from "./auth-heading";
import { AuthLink } from "./auth-link";
import { Notice } from "./notice";
import { PasswordInput } from "./password-field";
import { doneShape, newPasswordShape } from "./shapes";
import { useLinkToken } from "./use-link-token";

const FORM = "reset";

/** Sets a new password by the link of the message. */
export function ResetPasswordForm({ passwordCharsMin }: { passwordCharsMin: number }) {
  const token = useLinkToken();
  const [done, setDone] = useState(false);
  const form = useForm({ resolver: lazyResolver(newPasswordShape), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await api.post(
        "/auth/reset-password",
        { token: token ?? "", password },
        { workspaceId: null, shape: doneShape },
      );
      setDone(true);
    } catch (error) {
      applyApiError(form, ["password"], error);
    }
  });
  if (done)
    return (
      <div className="flex flex-col gap-6">
        <AuthHeading title="Your new password is set" />
        <Notice tone="success">You were logged out everywhere. Log in with the new password.</Notice>
        <p>
          <AuthLink href="/auth/login">Log in</AuthLink>
        </p>
      </div>
    );
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title="Choose a new password">
        You are logged out everywhere else when it is set.
      </AuthHeading>
      {token === null ? (
        <Notice tone="danger">This link is not complete. Open it from the message again.</Notice>
      ) : null}
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary title="The password is not set yet" items={summaryOf(FORM, errors)} />
        <Field
          label="New password"
          id={fieldId(FORM, "password")}
          error={errors.password?.message}
          help={`At least ${passwordCharsMin} characters. A few words in a row are easy to keep in mind.`}
        >
          {(aria) => <PasswordInput {...aria} autoComplete="new-password" {...form.register("password")} />}
        </Field>
        <Button type="submit" pending={isSubmitting} disabled={token === null}>
          Set the password
        </Button>
      </form>
      <p className="text-text-muted">
        The link does not work any more? <AuthLink href="/auth/forgot-password">Send a new one</AuthLink>
      </p>
    </div>
  );
}
