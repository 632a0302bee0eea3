"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Notice } from "@/components/auth/notice";
import { PasswordInput } from "@/components/auth/password-field";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AccountDto } from "@/lib/auth/schemas";
import { SendConfirmation } from "./send-confirmation";
import { doneShape, newEmailShape } from "./shapes";

const FORM = "email";
const FIELDS = ["newEmail", "currentPassword"] as const;

/** The address a person signs in with, and how to get another one. */
export function EmailCard({ account }: { account: AccountDto }) {
  const [sentTo, setSentTo] = useState("");
  const form = useForm({
    resolver: lazyResolver(newEmailShape),
    defaultValues: { newEmail: "", currentPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setSentTo("");
    try {
      await api.post("/account/email", input, { workspaceId: null, shape: doneShape });
      setSentTo(input.newEmail);
      form.reset();
    } catch (error) {
      applyApiError(form, FIELDS, error);
    }
  });
  return (
    <Card>
      <CardHeader title="E-mail address" />
      <CardBody className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 font-medium break-words">{account.user.email}</span>
          {account.emailVerified ? (
            <Badge tone="success">Confirmed</Badge>
          ) : (
            <Badge tone="warning">Not confirmed</Badge>
          )}
          {account.emailVerified ? null : <SendConfirmation />}
        </div>
        {sentTo ? (
          <Notice tone="success">
            A link is on its way to {sentTo}. Your address changes when you open it, within a day.
          </Notice>
        ) : null}
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <ErrorSummary title="The address is not changed" items={summaryOf(FORM, errors)} />
          <Field label="New address" id={fieldId(FORM, "newEmail")} error={errors.newEmail?.message}>
            {(aria) => <Input {...aria} type="email" autoComplete="email" {...form.register("newEmail")} />}
          </Field>
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
          ) : null}
          <Button type="submit" variant="secondary" className="self-start" pending={isSubmitting}>
            Send the link
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
