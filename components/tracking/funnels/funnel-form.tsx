"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Plus } from "lucide-react";
import { useFieldArray, useForm } from "react-hook-form";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FUNNEL_STEPS_MAX } from "@/lib/tracking/report-schemas";
import { EMPTY_STEP, FunnelFormInput } from "./funnel-form-values";
import { WINDOWS } from "./funnel-keys";
import { FunnelStepFields } from "./funnel-step-fields";

const FORM = "funnel";
const STEPS_MIN = 2;

export type FunnelFormProps = {
  values: FunnelFormInput;
  submitLabel: string;
  /** Saves; what it throws is shown beside the fields. */
  onSave: (values: FunnelFormInput) => Promise<unknown>;
};

/** Name, span and steps of a funnel. Steps are moved with buttons, so that no mouse is needed. */
export function FunnelForm({ values, submitLabel, onSave }: FunnelFormProps) {
  const form = useForm({ resolver: zodResolver(FunnelFormInput), defaultValues: values });
  const { errors, isSubmitting } = form.formState;
  const steps = useFieldArray({ control: form.control, name: "steps" });
  const submit = form.handleSubmit(async (input) => {
    try {
      await onSave(input);
    } catch (error) {
      applyApiError(form, ["name", "windowMinutes", "steps"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The funnel is not saved yet" items={summaryOf(FORM, errors)} />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field label="Name" id={fieldId(FORM, "name")} error={errors.name?.message}>
          {(aria) => <Input {...aria} placeholder="Order" {...form.register("name")} />}
        </Field>
        <Field label="All steps within" id={fieldId(FORM, "windowMinutes")}>
          {(aria) => (
            <Select
              {...aria}
              options={WINDOWS.map(({ minutes, label }) => ({ value: String(minutes), label }))}
              {...form.register("windowMinutes")}
            />
          )}
        </Field>
      </div>
      <ol aria-label="Steps" className="flex flex-col gap-3">
        {steps.fields.map((field, index) => (
          <FunnelStepFields
            key={field.id}
            form={form}
            index={index}
            count={steps.fields.length}
            canRemove={steps.fields.length > STEPS_MIN}
            onMove={(to) => steps.move(index, to)}
            onRemove={() => steps.remove(index)}
          />
        ))}
      </ol>
      <Button
        variant="secondary"
        size="sm"
        disabled={steps.fields.length >= FUNNEL_STEPS_MAX}
        onClick={() => steps.append(EMPTY_STEP)}
        className="self-start"
      >
        <Plus aria-hidden className="size-4" />
        Add a step
      </Button>
      <Button type="submit" pending={isSubmitting}>
        {submitLabel}
      </Button>
    </form>
  );
}
