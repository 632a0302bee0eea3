import { Card } from "@/components/ui/card";
import { countOf } from "@/components/lib/format";
import type { FunnelDto } from "@/lib/tracking/report-schemas";
import { windowWords } from "./funnel-keys";

export type FunnelPickerProps = {
  funnels: readonly FunnelDto[];
  chosenId: string;
  onChoose: (id: string) => void;
};

/** The site's funnels, the open one marked. */
export function FunnelPicker({ funnels, chosenId, onChoose }: FunnelPickerProps) {
  return (
    <Card aria-label="Funnels">
      <ul className="flex flex-col gap-0.5 p-1.5">
        {funnels.map((funnel) => (
          <li key={funnel.id}>
            <button
              type="button"
              aria-pressed={funnel.id === chosenId}
              onClick={() => onChoose(funnel.id)}
              className="touch-target flex w-full flex-col rounded-inner px-3 py-2 text-left hover:bg-surface-hover aria-pressed:bg-accent-soft"
            >
              <span className="font-medium break-words">{funnel.name}</span>
              <span className="text-xs text-text-muted">
                {`${countOf(funnel.steps.length, "step")} within ${windowWords(funnel.windowMinutes)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
