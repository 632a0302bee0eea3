"use client";

import { useState } from "react";
import { api } from "@/components/common/api-client";
import { ApiError, messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

const isUnknown = (error: unknown) =>
  error instanceof ApiError && (error.status === 404 || error.status === 422);

/** Ends a regular e-mail for whoever got its link. */
export function Unsubscribe({ token }: { token: string }) {
  const [state, setState] = useState<"asked" | "pending" | "done">("asked");
  const [fault, setFault] = useState<string>();
  const end = async () => {
    setState("pending");
    setFault(undefined);
    try {
      await api.post(`/digests/unsubscribe/${token}`, undefined, { workspaceId: null, shape: noAnswer });
      setState("done");
    } catch (error) {
      setFault(
        isUnknown(error) ? "This link is not known. Perhaps a part of it is missing." : messageOf(error),
      );
      setState("asked");
    }
  };
  return (
    <div className="mx-auto w-full max-w-sm pt-16">
      <Card>
        <CardHeader heading="h1" title={state === "done" ? "You are off the list" : "Stop these e-mails?"} />
        <CardBody className="flex flex-col gap-4">
          <p role="status" className="text-text-muted">
            {state === "done"
              ? "This website’s numbers no longer come to you by e-mail."
              : "This website’s numbers will no longer come to you by e-mail. Whoever entered your address can enter it again."}
          </p>
          {fault ? (
            <p role="alert" className="text-danger">
              {fault}
            </p>
          ) : null}
          {state === "done" ? null : (
            <Button pending={state === "pending"} onClick={() => void end()}>
              Stop these e-mails
            </Button>
          )}
        </CardBody>
      </Card>
    </div>
  );
}
