"use client";

import { useState, type FormEvent } from "react";
import { callApi } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthHeading } from "./auth-heading";
import { logOut } from "./log-out";

/** For somebody who was removed from their last workspace: make one, wait for an invitation, or leave. */
export function NoWorkspace({ email }: { email: string }) {
  const [name, setName] = useState("");
  const [state, setState] = useState<{ pending?: boolean; fault?: string }>({});
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setState({ fault: "Give the workspace a name." });
    setState({ pending: true });
    try {
      await callApi("post", "/tenants", { name: name.trim() }, { workspaceId: null, shape: noAnswer });
      window.location.assign("/dashboard");
    } catch (error) {
      setState({ fault: messageOf(error) });
    }
  };
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title="You are in no workspace">
        You are logged in as {email}, and you belong to no workspace at the moment. Make one of your own, or
        ask somebody to invite you.
      </AuthHeading>
      <form noValidate onSubmit={(event) => void make(event)} className="flex flex-col gap-4">
        <Field
          label="Name of the workspace"
          error={state.fault}
          help="Usually your company. You can change it later."
        >
          {(aria) => (
            <Input
              {...aria}
              autoComplete="organization"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" pending={state.pending ?? false}>
          Make a workspace
        </Button>
      </form>
      <Button variant="secondary" onClick={() => void logOut().then((fault) => fault && setState({ fault }))}>
        Log out
      </Button>
    </div>
  );
}
