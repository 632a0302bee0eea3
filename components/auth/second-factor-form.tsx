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
import { codeShape, doneShape } from "./shapes";

const FORM = "second-factor";

/** The second step of a sign-in: six digits of the app, or a recovery code. */
export function SecondFactorForm({ email, next }: { email: string; next: string }) {
  const form = useForm({ resolver: lazyResolver(codeShape), defaultValues: { code: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await api.post("/auth/second-factor", input, { workspaceId: null, shape: doneShape });
      window.location.assign(next);
    } catch (error) {
      applyApiError(form, ["code"], error);
    }
  });
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title="One more step">Your account asks for a code as well: {email}</AuthHeading>
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ErrorSummary title="You are not logged in" items={summaryOf(FORM, errors)} />
        <Field
          label="Code"
          id={fieldId(FORM, "code")}
          error={errors.code?.message}
          help="The six digits your authenticator app shows now, or one of your recovery codes."
        >
          {(aria) => (
            <Input
              {...aria}
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              {...form.register("code")}
            />
          )}
        </Field>
        <Button type="submit" pending={isSubmitting || isSubmitSuccessful}>
          Log in
        </Button>
      </form>
      <p className="text-text-muted">
        Not you? <AuthLink href="/auth/login">Begin again</AuthLink>
      </p>
    </div>
  );
}
