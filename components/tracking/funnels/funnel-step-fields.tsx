"use client";

import { ArrowDown, ArrowUp, Trash2, type LucideIcon } from "lucide-react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { FunnelFormInput } from "./funnel-form-values";

export type FunnelStepFieldsProps = {
  form: UseFormReturn<FunnelFormInput>;
  index: number;
  count: number;
  canRemove: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
};

/** One step: a page or an event, its pattern, and a name of its own. */
export function FunnelStepFields({ form, index, count, canRemove, onMove, onRemove }: FunnelStepFieldsProps) {
  const kind = useWatch({ control: form.control, name: `steps.${index}.kind` });
  const error = form.formState.errors.steps?.[index]?.pattern?.message;
  const number = index + 1;
  return (
    <li className="rounded-ui border border-border p-3">
      <div className="flex items-center justify-between gap-2 pb-2">
        <p className="text-[0.8125rem] font-medium">{`Step ${number}`}</p>
        <div className="flex">
          <Act
            icon={ArrowUp}
            label={`Move step ${number} up`}
            off={index === 0}
            onAct={() => onMove(index - 1)}
          />
          <Act
            icon={ArrowDown}
            label={`Move step ${number} down`}
            off={index === count - 1}
            onAct={() => onMove(index + 1)}
          />
          <Act icon={Trash2} label={`Remove step ${number}`} off={!canRemove} onAct={onRemove} />
        </div>
      </div>
      <div className="grid gap-3 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)]">
        <Field label="Kind">
          {(aria) => (
            <Select
              {...aria}
              options={[
                { value: "page", label: "Page" },
                { value: "event", label: "Event" },
              ]}
              {...form.register(`steps.${index}.kind`)}
            />
          )}
        </Field>
        <Field label={kind === "page" ? "Path" : "Name of the event"} error={error}>
          {(aria) => (
            <Input
              {...aria}
              placeholder={kind === "page" ? "/basket" : "Add to basket"}
              autoCapitalize="none"
              spellCheck={false}
              {...form.register(`steps.${index}.pattern`)}
            />
          )}
        </Field>
        <Field label="Call it" optional>
          {(aria) => <Input {...aria} {...form.register(`steps.${index}.name`)} />}
        </Field>
      </div>
    </li>
  );
}

function Act(props: { icon: LucideIcon; label: string; off: boolean; onAct: () => void }) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={props.label}
      title={props.label}
      disabled={props.off}
      onClick={props.onAct}
    >
      <props.icon aria-hidden className="size-4" />
    </Button>
  );
}
