"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch, type UseFormReturn } from "react-hook-form";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { GoalFormInput } from "./goal-form-values";

const FORM = "goal";
const FIELDS = ["name", "kind", "pattern", "currency", "valueProperty"] as const;

export type GoalFormProps = {
  values: GoalFormInput;
  submitLabel: string;
  /** Saves; what it throws is shown beside the fields. */
  onSave: (values: GoalFormInput) => Promise<unknown>;
};

/** Name, rule and worth of a goal. */
export function GoalForm({ values, submitLabel, onSave }: GoalFormProps) {
  const form = useForm({ resolver: zodResolver(GoalFormInput), defaultValues: values });
  const { errors, isSubmitting } = form.formState;
  const kind = useWatch({ control: form.control, name: "kind" });
  const submit = form.handleSubmit(async (input) => {
    try {
      await onSave(input);
    } catch (error) {
      applyApiError(form, FIELDS, error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The goal is not saved yet" items={summaryOf(FORM, errors)} />
      <Field label="Name" id={fieldId(FORM, "name")} error={errors.name?.message}>
        {(aria) => <Input {...aria} placeholder="Sign-up" {...form.register("name")} />}
      </Field>
      <Field label="It is reached when somebody" id={fieldId(FORM, "kind")}>
        {(aria) => (
          <Select
            {...aria}
            options={[
              { value: "page", label: "sees a page" },
              { value: "event", label: "causes an event" },
            ]}
            {...form.register("kind")}
          />
        )}
      </Field>
      <Field
        label={kind === "page" ? "Path of the page" : "Name of the event"}
        id={fieldId(FORM, "pattern")}
        error={errors.pattern?.message}
        help={
          kind === "page"
            ? "Such as /thanks. A * stands for anything: /shop/*/thanks."
            : "As your website sends it. A * stands for anything."
        }
      >
        {(aria) => (
          <Input
            {...aria}
            placeholder={kind === "page" ? "/thanks" : "Sign-up"}
            autoCapitalize="none"
            spellCheck={false}
            {...form.register("pattern")}
          />
        )}
      </Field>
      <Worth form={form} kind={kind} />
      <Button type="submit" pending={isSubmitting}>
        {submitLabel}
      </Button>
    </form>
  );
}

type WorthProps = { form: UseFormReturn<GoalFormInput>; kind: GoalFormInput["kind"] };

function Worth({ form, kind }: WorthProps) {
  const { errors } = form.formState;
  const worth = useWatch({ control: form.control, name: "worth" });
  const byProperty = worth === "property" && kind === "event";
  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_1fr_6rem]">
      <Field label="Value" id={fieldId(FORM, "worth")}>
        {(aria) => (
          <Select
            {...aria}
            options={[
              { value: "none", label: "None" },
              { value: "fixed", label: "The same each time" },
              { value: "property", label: "In the event", disabled: kind === "page" },
            ]}
            {...form.register("worth")}
          />
        )}
      </Field>
      {worth === "fixed" ? (
        <Field label="Amount" id={fieldId(FORM, "amount")} error={errors.amount?.message}>
          {(aria) => <Input {...aria} inputMode="decimal" placeholder="20" {...form.register("amount")} />}
        </Field>
      ) : null}
      {byProperty ? (
        <Field label="Property" id={fieldId(FORM, "valueProperty")} error={errors.valueProperty?.message}>
          {(aria) => (
            <Input {...aria} placeholder="total" spellCheck={false} {...form.register("valueProperty")} />
          )}
        </Field>
      ) : null}
      {worth === "fixed" || byProperty ? (
        <Field label="Currency" id={fieldId(FORM, "currency")} error={errors.currency?.message}>
          {(aria) => <Input {...aria} maxLength={3} placeholder="EUR" {...form.register("currency")} />}
        </Field>
      ) : null}
    </div>
  );
}
