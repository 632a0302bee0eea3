"use client";

import { useState } from "react";
import { api } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { Button, buttonClass } from "@/components/ui/button";
import { AuthHeading } from "./auth-heading";
import { Notice } from "./notice";
import { doneShape } from "./shapes";
import { useLinkToken } from "./use-link-token";

export type TakeLinkProps = {
  title: string;
  /** What the click will do. */
  text: string;
  button: string;
  /** Path of the API that takes the token. */
  path: "/auth/verify-email" | "/auth/confirm-email-change";
  done: string;
};

/**
 * A link from an e-mail that proves an address. It takes a click, because mail scanners open every link and would use
 * it up.
 */
export function TakeLink({ title, text, button, path, done }: TakeLinkProps) {
  const token = useLinkToken();
  const [state, setState] = useState<"idle" | "pending" | "done" | { fault: string }>("idle");
  const take = async () => {
    setState("pending");
    try {
      await api.post(path, { token: token ?? "" }, { workspaceId: null, shape: doneShape });
      setState("done");
    } catch (error) {
      setState({ fault: messageOf(error) });
    }
  };
  return (
    <div className="flex flex-col gap-6">
      <AuthHeading title={title}>{state === "done" ? null : text}</AuthHeading>
      {token === null ? (
        <Notice tone="danger">This link is not complete. Open it from the message again.</Notice>
      ) : null}
      {typeof state === "object" ? <Notice tone="danger">{state.fault}</Notice> : null}
      {state === "done" ? (
        <>
          <Notice tone="success">{done}</Notice>
          <a href="/dashboard" className={buttonClass()}>
            Go on to the product
          </a>
        </>
      ) : (
        <Button pending={state === "pending"} disabled={!token} onClick={() => void take()}>
          {button}
        </Button>
      )}
    </div>
  );
}
