"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CreateContactInput } from "@/lib/crm/schemas";

const FORM = "contact";
const FIELDS = [
  { name: "email", label: "E-mail address", type: "email", optional: false },
  { name: "name", label: "Name", type: "text", optional: true },
  { name: "companyName", label: "Company", type: "text", optional: true },
  { name: "phone", label: "Phone", type: "tel", optional: true },
] as const;

export type ContactValues = { email: string; name: string; companyName: string; phone: string };

export type ContactFormProps = {
  values: ContactValues;
  submitLabel: string;
  /** Saves; what it throws is shown beside the fields. */
  onSave: (values: ContactValues) => Promise<unknown>;
};

export function ContactForm({ values, submitLabel, onSave }: ContactFormProps) {
  const form = useForm({ resolver: zodResolver(CreateContactInput), defaultValues: values });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await onSave(input);
    } catch (error) {
      applyApiError(
        form,
        FIELDS.map((field) => field.name),
        error,
      );
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The contact is not saved yet" items={summaryOf(FORM, errors)} />
      {FIELDS.map(({ name, label, type, optional }) => (
        <Field
          key={name}
          label={label}
          optional={optional}
          id={fieldId(FORM, name)}
          error={errors[name]?.message}
        >
          {(aria) => <Input {...aria} type={type} autoComplete="off" {...form.register(name)} />}
        </Field>
      ))}
      <Button type="submit" pending={isSubmitting}>
        {submitLabel}
      </Button>
    </form>
  );
}
