import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { toast } from "@/components/ui/toaster";
import type { GoalDto } from "@/lib/tracking/report-schemas";
import { goalShape } from "../shapes";
import { goalsKey } from "./goal-keys";

type Change = { goalId: string; archived: boolean };

/** Takes a goal out of the reports or brings it back, and offers to undo what has just been done. */
export function useArchiveGoal(siteId: string) {
  const change = useApiMutation({
    method: "patch",
    path: ({ goalId }: Change) => `/sites/${siteId}/goals/${goalId}` as const,
    body: ({ archived }: Change) => ({ archived }),
    shape: goalShape,
    stale: [goalsKey(siteId), ["reports"]],
  });
  const set = (goal: GoalDto, archived: boolean) =>
    change.mutate(
      { goalId: goal.id, archived },
      {
        onSuccess: () =>
          toast.success(archived ? `${goal.name} is archived.` : `${goal.name} is back in the reports.`, {
            action: { label: "Undo", onClick: () => set(goal, !archived) },
          }),
        onError: (error) => toast.error(messageOf(error)),
      },
    );
  return set;
}
