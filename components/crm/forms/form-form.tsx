"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { useSites } from "@/components/tracking/use-sites";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { RequestKind } from "@/lib/crm/schemas";
import { KIND_WORDS } from "../words";

const FORM = "form";
const NO_SITE = { value: "", label: "No website: any address may send" };
const KINDS = RequestKind.options.map((value) => ({ value, label: KIND_WORDS[value] }));

const FormValuesSchema = z.object({
  name: z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters."),
  kind: RequestKind,
  siteId: z.string(),
  redirectUrl: z.union([
    z.literal(""),
    z.url({ protocol: /^https?$/, error: "Enter a full address that starts with https://" }),
  ]),
  isActive: z.boolean(),
});
export type FormValues = z.infer<typeof FormValuesSchema>;

export type FormFormProps = {
  values: FormValues;
  /** A form that exists keeps its kind, and can be switched off. */
  existing: boolean;
  submitLabel: string;
  /** Saves; what it throws is shown beside the fields. */
  onSave: (values: FormValues) => Promise<unknown>;
};

export function FormForm({ values, existing, submitLabel, onSave }: FormFormProps) {
  const form = useForm({ resolver: zodResolver(FormValuesSchema), defaultValues: values });
  const sites = useSites().data?.items ?? [];
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await onSave(input);
    } catch (error) {
      applyApiError(form, ["name", "kind", "siteId", "redirectUrl", "isActive"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The form is not saved yet" items={summaryOf(FORM, errors)} />
      <Field
        label="Name"
        id={fieldId(FORM, "name")}
        error={errors.name?.message}
        help="What you call it here, such as “Contact page”."
      >
        {(aria) => <Input {...aria} {...form.register("name")} />}
      </Field>
      <Field
        label="Kind"
        id={fieldId(FORM, "kind")}
        error={errors.kind?.message}
        help={
          existing
            ? "The kind of a form stays."
            : "A project-scope form also asks for services, budget, timeline, goals and links."
        }
      >
        {(aria) => (
          <Select
            {...aria}
            options={KINDS}
            disabled={existing}
            {...(existing ? { value: values.kind } : form.register("kind"))}
          />
        )}
      </Field>
      <Field
        label="Website"
        id={fieldId(FORM, "siteId")}
        error={errors.siteId?.message}
        help="Only pages of this website may send."
      >
        {(aria) => (
          <Controller
            control={form.control}
            name="siteId"
            render={({ field }) => (
              <Select
                {...aria}
                {...field}
                options={[NO_SITE, ...sites.map((site) => ({ value: site.id, label: site.name }))]}
              />
            )}
          />
        )}
      </Field>
      <Field
        label="Page after sending"
        optional
        id={fieldId(FORM, "redirectUrl")}
        error={errors.redirectUrl?.message}
        help="Empty shows our own thank-you page."
      >
        {(aria) => (
          <Input
            {...aria}
            type="url"
            placeholder="https://example.com/thanks"
            {...form.register("redirectUrl")}
          />
        )}
      </Field>
      {existing ? (
        <Controller
          control={form.control}
          name="isActive"
          render={({ field }) => (
            <div className="flex items-center gap-3">
              <Switch id={fieldId(FORM, "isActive")} checked={field.value} onCheckedChange={field.onChange} />
              <label htmlFor={fieldId(FORM, "isActive")}>Takes requests</label>
            </div>
          )}
        />
      ) : null}
      <Button type="submit" pending={isSubmitting}>
        {submitLabel}
      </Button>
    </form>
  );
}
