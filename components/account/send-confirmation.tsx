"use client";

import { useState } from "react";
import { api } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import { doneShape } from "./shapes";

/** Sends the message that asks to confirm the address again. */
export function SendConfirmation() {
  const [pending, setPending] = useState(false);
  const send = async () => {
    setPending(true);
    try {
      await api.post("/account/verification-email", undefined, { workspaceId: null, shape: doneShape });
      toast.success("The message is on its way. Its link works for two days.");
    } catch (error) {
      toast.error(messageOf(error));
    }
    setPending(false);
  };
  return (
    <Button variant="link" size="inline" pending={pending} onClick={() => void send()}>
      Send the message again
    </Button>
  );
}
