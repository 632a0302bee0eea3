"use client";

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
import { enter } from "./enter";
import { PasswordInput } from "./password-field";
import { registerResultShape, registerShape } from "./shapes";
import { SocialAuthButtons, type SocialProvider } from "./social-auth-buttons";

const FORM = "register";
const HOME = "/dashboard";
const FIELDS = ["email", "password"] as const;
const NOT_IN =
  "You could not be logged in with this password. If you signed up before, log in with the password from then.";

/** A new account: e-mail and password, then straight into the product. */
export function RegisterForm({
  email,
  passwordCharsMin,
  providers,
}: {
  email: string;
  passwordCharsMin: number;
  providers: readonly SocialProvider[];
}) {
  const form = useForm({ resolver: lazyResolver(registerShape), defaultValues: { email, password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await api.post("/auth/register", input, { workspaceId: null, shape: registerResultShape });
    } catch (error) {
      return applyApiError(form, FIELDS, error);
    }
    const result = await enter(input.email, input.password, HOME);
    if (result.status === "in") return window.location.assign(result.path);
    form.setError("root", { message: result.status === "refused" ? NOT_IN : result.message });
  });
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title="Create an account">
        Your workspace is made with it. You can name it later.
      </AuthHeading>
      <SocialAuthButtons providers={providers} next={HOME} or="below" />
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary title="The account is not made yet" items={summaryOf(FORM, errors)} />
        <Field label="E-mail address" id={fieldId(FORM, "email")} error={errors.email?.message}>
          {(aria) => <Input {...aria} type="email" autoComplete="username" {...form.register("email")} />}
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
          Create the account
        </Button>
      </form>
      <p className="text-text-muted">
        You have an account? <AuthLink href="/auth/login">Log in</AuthLink>
      </p>
    </div>
  );
}
