"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { CreateGoalInput, GoalDto } from "@/lib/tracking/report-schemas";
import { goalShape } from "../shapes";
import { GoalForm } from "./goal-form";
import { formOfGoal, goalOfForm } from "./goal-form-values";
import { goalsKey } from "./goal-keys";

export type GoalWindowProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  siteId: string;
  /** The goal to change; null for a new one. */
  goal: GoalDto | null;
};

function useSave({ siteId, goal, onOpenChange }: GoalWindowProps) {
  const stale = [goalsKey(siteId), ["reports"]];
  const onSuccess = () => {
    onOpenChange(false);
    toast.success("The goal is saved.");
  };
  const path = `/sites/${siteId}/goals` as const;
  const body = (input: CreateGoalInput) => input;
  const create = useApiMutation({ method: "post", path, body, shape: goalShape, stale, onSuccess });
  const update = useApiMutation({
    method: "patch",
    path: `${path}/${goal?.id ?? ""}`,
    body,
    shape: goalShape,
    stale,
    onSuccess,
  });
  return goal ? update : create;
}

/** Makes a goal, changes or deletes one. */
export function GoalWindow(props: GoalWindowProps) {
  const { open, onOpenChange, goal } = props;
  const save = useSave(props);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={goal ? `Edit ${goal.name}` : "Add a goal"}
      description="Reports count it in all days, those of the past too."
    >
      <GoalForm
        values={formOfGoal(goal)}
        submitLabel={goal ? "Save the changes" : "Add the goal"}
        onSave={(values) => save.mutateAsync(goalOfForm(values))}
      />
      {goal ? <DeleteGoal {...props} goal={goal} /> : null}
    </Dialog>
  );
}

function DeleteGoal({ siteId, goal, onOpenChange }: GoalWindowProps & { goal: GoalDto }) {
  const [asking, setAsking] = useState(false);
  const remove = useApiMutation({
    method: "delete",
    path: `/sites/${siteId}/goals/${goal.id}`,
    shape: noAnswer,
    stale: [goalsKey(siteId), ["reports"]],
    onSuccess: () => {
      onOpenChange(false);
      toast.success(`${goal.name} is deleted.`);
    },
  });
  return (
    <div className="mt-4 flex items-center justify-between gap-3 border-t border-border pt-4">
      <p className="text-text-muted">What visitors did stays counted; the goal goes.</p>
      <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${goal.name}?`}
        confirmLabel="Delete the goal"
        pending={remove.isPending}
        error={remove.error ? messageOf(remove.error) : undefined}
        onConfirm={() => remove.mutate(undefined)}
      >
        <p>
          The goal goes from all reports. Visits and events stay, and a goal with the same rule counts them
          again.
        </p>
      </ConfirmDialog>
    </div>
  );
}
