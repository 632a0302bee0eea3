"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthHeading } from "./auth-heading";
import { AuthLink } from "./auth-link";
import { Notice } from "./notice";
import { doneShape, forgotShape } from "./shapes";

const FORM = "forgot";

/** Asks for a link that sets a new password. Nobody learns here whether an address has an account. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState("");
  const form = useForm({ resolver: lazyResolver(forgotShape), defaultValues: { email: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setSentTo("");
    try {
      await api.post("/auth/forgot-password", input, { workspaceId: null, shape: doneShape });
      setSentTo(input.email);
    } catch (error) {
      applyApiError(form, ["email"], error);
    }
  });
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title="Forgot your password?">
        Type your address, and we send you a link that sets a new one.
      </AuthHeading>
      {sentTo ? (
        <Notice tone="success">
          If {sentTo} has an account, a message is on its way. Its link works for an hour.
        </Notice>
      ) : null}
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary title="No message was sent" items={summaryOf(FORM, errors)} />
        <Field label="E-mail address" id={fieldId(FORM, "email")} error={errors.email?.message}>
          {(aria) => <Input {...aria} type="email" autoComplete="username" {...form.register("email")} />}
        </Field>
        <Button type="submit" variant={sentTo ? "secondary" : "primary"} pending={isSubmitting}>
          {sentTo ? "Send it again" : "Send the link"}
        </Button>
      </form>
      <p className="text-text-muted">
        You know it again? <AuthLink href="/auth/login">Log in</AuthLink>
      </p>
    </div>
  );
}
