"use client";

import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { GoalDto } from "@/lib/tracking/report-schemas";
import { ruleWords } from "../rule-words";

export type ArchivedGoalsProps = { goals: readonly GoalDto[]; onBringBack: (goal: GoalDto) => void };

/** Goals that are kept out of the reports; each can come back with all that it counted. */
export function ArchivedGoals({ goals, onBringBack }: ArchivedGoalsProps) {
  const { can } = useWorkspace();
  return (
    <Card>
      <CardHeader title="Archived" />
      <ul aria-label="Archived goals" className="divide-y divide-border">
        {goals.map((goal) => (
          <li key={goal.id} className="flex items-center justify-between gap-4 px-4 py-3">
            <span className="min-w-0">
              <span className="block font-medium break-words">{goal.name}</span>
              <span className="text-xs break-all text-text-muted">
                {`${ruleWords(goal)} · archived `}
                {goal.archivedAt ? <RelativeTime iso={goal.archivedAt} /> : null}
              </span>
            </span>
            {can("analytics.write") ? (
              <Button
                variant="secondary"
                size="sm"
                className="shrink-0"
                aria-label={`Bring back ${goal.name}`}
                onClick={() => onBringBack(goal)}
              >
                Bring back
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
