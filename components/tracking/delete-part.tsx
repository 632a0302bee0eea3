"use client";

import { useState, type ReactNode } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";

export type DeletePartProps = {
  /** What it is, such as "goal". */
  noun: string;
  name: string;
  path: `/sites/${string}/${"goals" | "funnels"}/${string}`;
  /** Keys of what shows it. */
  stale: readonly (readonly string[])[];
  /** What goes and what stays, in one sentence beside the button. */
  note: string;
  /** The same in full, in the question. */
  children: ReactNode;
  onDone: () => void;
};

/** The end of a window that changes something: deletes it after a question. */
export function DeletePart({ noun, name, path, stale, note, children, onDone }: DeletePartProps) {
  const [asking, setAsking] = useState(false);
  const remove = useApiMutation({
    method: "delete",
    path,
    shape: noAnswer,
    stale,
    onSuccess: () => {
      onDone();
      toast.success(`${name} is deleted.`);
    },
  });
  return (
    <div className="mt-4 flex items-center justify-between gap-3 border-t border-border pt-4">
      <p className="text-text-muted">{note}</p>
      <Button variant="secondary" size="sm" className="shrink-0" onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${name}?`}
        confirmLabel={`Delete the ${noun}`}
        pending={remove.isPending}
        error={remove.error ? messageOf(remove.error) : undefined}
        onConfirm={() => remove.mutate(undefined)}
      >
        <p>{children}</p>
      </ConfirmDialog>
    </div>
  );
}
