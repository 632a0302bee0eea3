"use client";

import { useState, type FormEvent } from "react";
import { api } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Asks for the password of a shared link. */
export function PasswordForm({ token, onUnlocked }: { token: string; onUnlocked: () => Promise<void> }) {
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string>();
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setFault(undefined);
    try {
      await api.post(`/share/${token}/unlock`, { password }, { workspaceId: null, shape: noAnswer });
      await onUnlocked();
    } catch (error) {
      setFault(messageOf(error));
    }
    setPending(false);
  };
  return (
    <div className="mx-auto w-full max-w-sm pt-16">
      <Card>
        <CardHeader heading="h1" title="This link asks for a password" />
        <CardBody>
          <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
            <Field label="Password" error={fault} help="Whoever gave you the link knows it.">
              {(aria) => (
                <Input
                  {...aria}
                  type="password"
                  autoComplete="current-password"
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
            <Button type="submit" pending={pending}>
              Show the numbers
            </Button>
          </form>
        </CardBody>
      </Card>
    </div>
  );
}
