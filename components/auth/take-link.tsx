"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { ApiError } from "@/components/common/api-error";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { AuthHeading } from "./auth-heading";
import { Notice } from "./notice";
import { PasswordInput } from "./password-field";
import { doneShape } from "./shapes";
import { useLinkToken } from "./use-link-token";

const FORM = "take-link";
const ASKS_WHO =
  "You are not signed in here. The password shows that the account is yours, and not somebody else's with your address.";

export type TakeLinkProps = {
  title: string;
  /** What the click will do. */
  text: string;
  button: string;
  /** Path of the API that takes the token. */
  path: "/auth/verify-email" | "/auth/confirm-email-change";
  done: string;
};

/**
 * A link from an e-mail that proves an address. It takes a click, because mail scanners open every link and would use
 * it up; and in a browser that is not signed in, the password.
 */
export function TakeLink({ title, text, button, path, done }: TakeLinkProps) {
  const token = useLinkToken();
  const [state, setState] = useState<"click" | "password" | "done">("click");
  const form = useForm({ defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    const body = { token: token ?? "", ...(password === "" ? {} : { password }) };
    try {
      await api.post(path, body, { workspaceId: null, shape: doneShape });
      setState("done");
    } catch (error) {
      const asksWho = error instanceof ApiError && error.code === "reauthentication_required";
      if (asksWho && state === "click") setState("password");
      else applyApiError(form, ["password"], error);
    }
  });
  if (state === "done")
    return (
      <div className="flex flex-col gap-6">
        <AuthHeading title={title} />
        <Notice tone="success">{done}</Notice>
        <a href="/dashboard" className={buttonClass()}>
          Go on to the product
        </a>
      </div>
    );
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title={title}>{state === "click" ? text : ASKS_WHO}</AuthHeading>
      {token === null ? (
        <Notice tone="danger">This link is not complete. Open it from the message again.</Notice>
      ) : null}
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary title="The link has not done its work yet" items={summaryOf(FORM, errors)} />
        {state === "password" ? (
          <Field label="Password" id={fieldId(FORM, "password")} error={errors.password?.message}>
            {(aria) => (
              <PasswordInput
                {...aria}
                autoFocus
                autoComplete="current-password"
                {...form.register("password")}
              />
            )}
          </Field>
        ) : null}
        <Button type="submit" pending={isSubmitting} disabled={!token}>
          {button}
        </Button>
      </form>
    </div>
  );
}
