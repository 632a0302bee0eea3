"use client";

import { Unplug } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toaster";
import { POSTHOG_KEY } from "../keys";

const nothing = () => Promise.resolve(z.null());

/** Ends the connection. */
export function DisconnectCard({ onDone }: { onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const end = useApiMutation({
    method: "delete",
    path: "/posthog",
    shape: nothing,
    stale: [POSTHOG_KEY],
    onSuccess: () => {
      toast.success("PostHog is disconnected.");
      setOpen(false);
      onDone();
    },
  });
  return (
    <Card>
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-text-muted">Disconnecting removes the keys here. What PostHog has stays there.</p>
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Unplug aria-hidden className="size-4 text-danger" />
          Disconnect…
        </Button>
      </CardBody>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Disconnect PostHog?"
        confirmLabel="Disconnect"
        pending={end.isPending}
        onConfirm={() => end.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
      >
        <p>Forwarding and recording end at once, and both keys are removed.</p>
        <p>Events that wait are not sent any more. Connecting again starts with the events that come then.</p>
      </ConfirmDialog>
    </Card>
  );
}
