"use client";

import { useState, type FormEvent } from "react";
import { PasswordInput } from "@/components/auth/password-field";
import { ApiError, messageOf } from "@/components/common/api-error";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

export type ProveFormProps = {
  /** Accounts without a password need a recent sign-in instead, which the server checks. */
  hasPassword: boolean;
  label: string;
  variant?: ButtonProps["variant"];
  /** Does the act; what it throws is shown here. */
  onProve: (currentPassword: string | undefined) => Promise<unknown>;
  onCancel?: () => void;
};

/** Asks for the current password before a sensitive act. */
export function ProveForm({ hasPassword, label, variant = "primary", onProve, onCancel }: ProveFormProps) {
  const [password, setPassword] = useState("");
  const [state, setState] = useState<{ pending?: boolean; field?: string; fault?: string }>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState({ pending: true });
    try {
      await onProve(hasPassword ? password : undefined);
      setState({});
    } catch (error) {
      const param =
        error instanceof ApiError
          ? error.invalidParams.find((one) => one.name === "currentPassword")
          : undefined;
      setState(param ? { field: param.reason } : { fault: messageOf(error) });
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {hasPassword ? (
        <Field label="Current password" error={state.field}>
          {(aria) => (
            <PasswordInput
              {...aria}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {state.fault ? (
        <p role="alert" className="text-danger">
          {state.fault}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={variant} pending={state.pending ?? false}>
          {label}
        </Button>
        {onCancel ? (
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  );
}
