"use client";

import { useForm } from "react-hook-form";
import { fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthHeading } from "./auth-heading";
import { AuthLink } from "./auth-link";
import { enter } from "./enter";
import { Notice } from "./notice";
import { PasswordInput } from "./password-field";
import { loginShape } from "./shapes";
import { SocialAuthButtons, type SocialProvider } from "./social-auth-buttons";

const FORM = "login";
const REFUSED = "The e-mail address or the password is not right.";

export type LoginFormProps = {
  /** Path of this product to open afterwards. */
  next: string;
  /** Why signing in with another service did not work just now. */
  fault?: string | undefined;
  /** An address to begin with. */
  email?: string | undefined;
  providers: readonly SocialProvider[];
};

/** E-mail and password, and the other ways in. */
export function LoginForm({ next, fault, email: known = "", providers }: LoginFormProps) {
  const form = useForm({ resolver: lazyResolver(loginShape), defaultValues: { email: known, password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async ({ email, password }) => {
    const result = await enter(email, password, next);
    if (result.status === "in") return window.location.assign(result.path);
    form.setError("root", { message: result.status === "refused" ? REFUSED : result.message });
  });
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title="Log in" />
      {fault && !isSubmitting ? <Notice tone="danger">{fault}</Notice> : null}
      <SocialAuthButtons providers={providers} next={next} or="below" />
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary title="You are not logged in" items={summaryOf(FORM, errors)} />
        <Field label="E-mail address" id={fieldId(FORM, "email")} error={errors.email?.message}>
          {(aria) => <Input {...aria} type="email" autoComplete="username" {...form.register("email")} />}
        </Field>
        <Field label="Password" id={fieldId(FORM, "password")} error={errors.password?.message}>
          {(aria) => (
            <PasswordInput {...aria} autoComplete="current-password" {...form.register("password")} />
          )}
        </Field>
        <Button type="submit" pending={isSubmitting || isSubmitSuccessful}>
          Log in
        </Button>
        <p>
          <AuthLink href="/auth/forgot-password">Forgot your password?</AuthLink>
        </p>
      </form>
      <p className="text-text-muted">
        New here? <AuthLink href="/auth/register">Create an account</AuthLink>
      </p>
    </div>
  );
}
