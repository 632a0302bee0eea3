"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { Allowed } from "@/components/common/allowed";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

const anything = async () => (await import("zod")).z.unknown();

/** Deletes a recording, after a question; for good. */
export function DeleteReplay({ replayId, backTo }: { replayId: string; backTo: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  const remove = useApiMutation({
    method: "delete",
    path: `/replays/${replayId}`,
    shape: anything,
    stale: [],
    onSuccess: () => {
      setIsOpen(false);
      router.push(backTo);
    },
  });
  return (
    <Allowed to="replays.delete">
      <Button variant="secondary" onClick={() => setIsOpen(true)}>
        <Trash2 aria-hidden className="size-4" />
        Delete
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Delete this recording?"
        confirmLabel="Delete the recording"
        onConfirm={() => remove.mutate(undefined)}
        pending={remove.isPending}
        error={remove.error ? messageOf(remove.error) : undefined}
      >
        <p>The recording goes with all its files, for good. The visit and its numbers stay.</p>
      </ConfirmDialog>
    </Allowed>
  );
}
