"use client";

import { useState, type FormEvent } from "react";
import { PasswordInput } from "@/components/auth/password-field";
import { api } from "@/components/common/api-client";
import { ApiError, messageOf } from "@/components/common/api-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { doneShape } from "./shapes";

export type DisableFormProps = { hasPassword: boolean; onDone: () => void; onCancel: () => void };

/** Switches the second factor off: with the password, or with a code. */
export function DisableForm({ hasPassword, onDone, onCancel }: DisableFormProps) {
  const [by, setBy] = useState<"password" | "code">(hasPassword ? "password" : "code");
  const [text, setText] = useState("");
  const [state, setState] = useState<{ pending?: boolean; fault?: string }>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState({ pending: true });
    try {
      const body = by === "password" ? { currentPassword: text } : { code: text };
      await api.post("/account/second-factor/disable", body, { workspaceId: null, shape: doneShape });
      toast.success("The second factor is off.");
      onDone();
    } catch (error) {
      const reason = error instanceof ApiError ? error.invalidParams[0]?.reason : undefined;
      setState({ fault: reason ?? messageOf(error) });
    }
  };
  const change = (to: "password" | "code") => {
    setBy(to);
    setText("");
    setState({});
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p>Log-ins then ask for nothing but the password, and your recovery codes stop working.</p>
      {by === "password" ? (
        <Field label="Current password" error={state.fault}>
          {(aria) => (
            <PasswordInput
              {...aria}
              autoComplete="current-password"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Field label="Code" error={state.fault} help="Of your authenticator app, or a recovery code.">
          {(aria) => (
            <Input
              {...aria}
              autoComplete="one-time-code"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="danger" pending={state.pending ?? false}>
          Switch it off
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Keep it
        </Button>
        {hasPassword ? (
          <Button variant="link" onClick={() => change(by === "password" ? "code" : "password")}>
            {by === "password" ? "Use a code instead" : "Use the password instead"}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
