"use client";

import { useApiMutation } from "@/components/common/use-api";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { CreateGoalInput, GoalDto } from "@/lib/tracking/report-schemas";
import { DeletePart } from "../delete-part";
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
      {goal ? (
        <DeletePart
          noun="goal"
          name={goal.name}
          path={`/sites/${props.siteId}/goals/${goal.id}`}
          stale={[goalsKey(props.siteId), ["reports"]]}
          note="What visitors did stays counted; the goal goes."
          onDone={() => onOpenChange(false)}
        >
          The goal goes from all reports. Visits and events stay, and a goal with the same rule counts them
          again. To keep it for later, archive it instead.
        </DeletePart>
      ) : null}
    </Dialog>
  );
}
