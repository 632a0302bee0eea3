"use client";

import Link from "next/link";
import { useForm } from "react-hook-form";
import { fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { loginShape } from "./shapes";
import { enter } from "./enter";
import { PasswordInput } from "./password-field";

const FORM = "login";
const REFUSED = "The e-mail address or the password is not right.";

/** E-mail and password. @param next path of this product to open afterwards */
export function LoginForm({ next }: { next: string }) {
  const form = useForm({ resolver: lazyResolver(loginShape), defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async ({ email, password }) => {
    const result = await enter(email, password);
    if (result.status === "in") return window.location.assign(next);
    form.setError("root", { message: result.status === "refused" ? REFUSED : result.message });
  });
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-2xl font-semibold tracking-tight">Log in</h1>
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
      </form>
      <p className="text-text-muted">
        New here?{" "}
        <Link href="/auth/register" className="font-medium text-accent-text underline underline-offset-4">
          Create an account
        </Link>
      </p>
    </div>
  );
}
