"use client";

import { useForm } from "react-hook-form";
import { enter } from "@/components/auth/enter";
import { PasswordInput } from "@/components/auth/password-field";
import { registerResultShape, registerShape } from "@/components/auth/shapes";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { joinWorkspace } from "./join";

const FORM = "invited";
const FIELDS = ["name", "password"] as const;

export type InvitedRegisterFormProps = { token: string; email: string; passwordCharsMin: number };

/** The short sign-up of somebody who was invited: the address is fixed, since the link was sent there. */
export function InvitedRegisterForm({ token, email, passwordCharsMin }: InvitedRegisterFormProps) {
  const form = useForm({
    resolver: lazyResolver(registerShape),
    defaultValues: { email, name: "", password: "", invitationToken: token },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await api.post("/auth/register", input, { workspaceId: null, shape: registerResultShape });
      const result = await enter(email, input.password, `/invite/${token}`);
      if (result.status === "in") return await joinWorkspace(token);
      form.setError("root", {
        message:
          result.status === "refused"
            ? "You could not be logged in with this password. If you signed up before, log in with the password from then."
            : result.message,
      });
    } catch (error) {
      applyApiError(form, FIELDS, error);
    }
  });
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="You have not joined yet" items={summaryOf(FORM, errors)} />
      <Field label="E-mail address" id={fieldId(FORM, "email")}>
        {(aria) => (
          <Input {...aria} type="email" autoComplete="username" readOnly {...form.register("email")} />
        )}
      </Field>
      <Field label="Your name" id={fieldId(FORM, "name")} error={errors.name?.message}>
        {(aria) => <Input {...aria} autoComplete="name" {...form.register("name")} />}
      </Field>
      <Field
        label="Password"
        id={fieldId(FORM, "password")}
        error={errors.password?.message}
        help={`At least ${passwordCharsMin} characters. A few words in a row are easy to keep in mind.`}
      >
        {(aria) => <PasswordInput {...aria} autoComplete="new-password" {...form.register("password")} />}
      </Field>
      <Button type="submit" pending={isSubmitting || isSubmitSuccessful}>
        Create the account and join
      </Button>
    </form>
  );
}
