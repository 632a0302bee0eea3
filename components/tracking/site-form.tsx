"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { TimeZoneName } from "@/lib/clock/schemas";
import { HostName } from "@/lib/tracking/schemas";
import { TimeZoneSelect } from "./time-zone-select";

const FORM = "site";

/** Lines or commas between hosts; empty ones are dropped. */
const splitHosts = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

const SiteFormInput = z.object({
  domain: HostName,
  name: z.string().trim().max(120, "Use at most 120 characters."),
  timeZone: TimeZoneName,
  allowedHosts: z
    .string()
    .refine((text) => splitHosts(text).every((host) => HostName.safeParse(host).success), {
      error: "Enter host names such as shop.example.com, one a line.",
    }),
});

export type SiteValues = { domain: string; name: string; timeZone: string; allowedHosts: string[] };

export type SiteFormProps = {
  values: SiteValues;
  submitLabel: string;
  /** Saves; what it throws is shown beside the fields. */
  onSave: (values: SiteValues) => Promise<unknown>;
};

/** Name, domain, time zone and further hosts of a website. */
export function SiteForm({ values, submitLabel, onSave }: SiteFormProps) {
  const form = useForm({
    resolver: zodResolver(SiteFormInput),
    defaultValues: { ...values, allowedHosts: values.allowedHosts.join("\n") },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await onSave({
        ...input,
        name: input.name || input.domain,
        allowedHosts: splitHosts(input.allowedHosts),
      });
    } catch (error) {
      applyApiError(form, ["domain", "name", "timeZone", "allowedHosts"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The site is not saved yet" items={summaryOf(FORM, errors)} />
      <Field
        label="Domain"
        id={fieldId(FORM, "domain")}
        error={errors.domain?.message}
        help="Where the website lives. Its subdomains count too."
      >
        {(aria) => (
          <Input
            {...aria}
            placeholder="example.com"
            autoCapitalize="none"
            spellCheck={false}
            {...form.register("domain")}
          />
        )}
      </Field>
      <Field
        label="Name"
        optional
        id={fieldId(FORM, "name")}
        error={errors.name?.message}
        help="What you call it here. Empty means the domain."
      >
        {(aria) => <Input {...aria} {...form.register("name")} />}
      </Field>
      <Field
        label="Time zone"
        id={fieldId(FORM, "timeZone")}
        error={errors.timeZone?.message}
        help="Days on the charts begin and end in this zone."
      >
        {(aria) => <TimeZoneSelect {...aria} {...form.register("timeZone")} />}
      </Field>
      <Field
        label="Further hosts"
        optional
        id={fieldId(FORM, "allowedHosts")}
        error={errors.allowedHosts?.message}
        help="Other addresses that show the same website, one a line. Visits from anywhere else are not counted."
      >
        {(aria) => (
          <Textarea
            {...aria}
            rows={2}
            autoCapitalize="none"
            spellCheck={false}
            {...form.register("allowedHosts")}
          />
        )}
      </Field>
      <Button type="submit" pending={isSubmitting}>
        {submitLabel}
      </Button>
    </form>
  );
}
