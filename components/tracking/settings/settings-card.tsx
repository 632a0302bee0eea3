"use client";

import type { FormEvent, ReactNode } from "react";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

export type SettingsCardProps = {
  title: string;
  onSave: () => Promise<unknown>;
  pending: boolean;
  error?: string | undefined;
  children: ReactNode;
};

/** A group of settings with its own button. Those who may not change them see them and a reason. */
export function SettingsCard({ title, onSave, pending, error, children }: SettingsCardProps) {
  const { can } = useWorkspace();
  const isAllowed = can("sites.write");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) void onSave();
  };
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>
        <form noValidate onSubmit={submit}>
          <fieldset disabled={!isAllowed} className="flex min-w-0 flex-col gap-4">
            <legend className="sr-only">{title}</legend>
            {children}
            {error ? (
              <p role="alert" className="text-danger">
                {error}
              </p>
            ) : null}
            {isAllowed ? (
              <Button type="submit" variant="secondary" pending={pending} className="self-start">
                Save
              </Button>
            ) : (
              <p className="text-[0.8125rem] text-text-muted">
                Only owners and admins can change these settings.
              </p>
            )}
          </fieldset>
        </form>
      </CardBody>
    </Card>
  );
}
