"use client";

import { useForm, useWatch } from "react-hook-form";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import type { PosthogConnectionDto, SavePosthogInput } from "@/lib/posthog/schemas";
import { POSTHOG_INSIGHTS_KEY, POSTHOG_KEY } from "../keys";
import { formShape, stateShape } from "./shapes";

const FORM = "posthog";
const FIELDS = ["region", "host", "projectKey", "personalKey", "forwardsEvents", "recordsSessions"] as const;

const REGIONS = [
  { value: "eu", label: "PostHog Cloud EU" },
  { value: "us", label: "PostHog Cloud US" },
  { value: "own", label: "A server of my own" },
] as const;

type Values = {
  region: SavePosthogInput["region"];
  host: string;
  projectKey: string;
  personalKey: string;
  forwardsEvents: boolean;
  recordsSessions: boolean;
};

const valuesOf = (connection: PosthogConnectionDto | null): Values => ({
  region: connection?.region ?? "eu",
  host: connection?.region === "own" ? connection.host : "",
  projectKey: "",
  personalKey: "",
  forwardsEvents: connection?.forwardsEvents ?? true,
  recordsSessions: connection?.recordsSessions ?? false,
});

const toInput = ({ host, projectKey, personalKey, ...rest }: Values): SavePosthogInput => ({
  ...rest,
  ...(rest.region === "own" ? { host } : {}),
  ...(projectKey.trim() ? { projectKey } : {}),
  ...(personalKey.trim() ? { personalKey } : {}),
});

const stored = (end: string): string => `Stored, ends in ${end}. Leave this empty to keep it.`;

type ConnectionFormProps = { connection: PosthogConnectionDto | null; onCancel?: (() => void) | undefined };

/** Where PostHog is, its keys and what goes there. Saving tries new keys against PostHog first. */
export function ConnectionForm({ connection, onCancel }: ConnectionFormProps) {
  const form = useForm({ resolver: lazyResolver(formShape), defaultValues: valuesOf(connection) });
  const { errors, isSubmitting } = form.formState;
  const region = useWatch({ control: form.control, name: "region" });
  const save = useApiMutation({
    method: "put",
    path: "/posthog",
    shape: stateShape,
    stale: [POSTHOG_KEY, POSTHOG_INSIGHTS_KEY],
    onSuccess: (state) => {
      toast.success("The connection works and is saved.");
      form.reset(valuesOf(state.connection));
    },
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      await save.mutateAsync(toInput(values));
    } catch (error) {
      applyApiError(form, FIELDS, error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The connection is not saved yet" items={summaryOf(FORM, errors)} />
      <Field label="Where your PostHog is" id={fieldId(FORM, "region")} error={errors.region?.message}>
        {(aria) => <Select {...aria} options={REGIONS} {...form.register("region")} />}
      </Field>
      {region === "own" || errors.host ? (
        <Field
          label="Its address"
          id={fieldId(FORM, "host")}
          error={errors.host?.message}
          help="The address on which it takes events. It must be reachable from the internet."
        >
          {(aria) => (
            <Input
              {...aria}
              inputMode="url"
              placeholder="https://posthog.example.com"
              {...form.register("host")}
            />
          )}
        </Field>
      ) : null}
      <Field
        label="Project key"
        id={fieldId(FORM, "projectKey")}
        error={errors.projectKey?.message}
        help={
          connection
            ? stored(connection.projectKeyEnd)
            : "At PostHog under Settings, Project, General. It begins with phc_."
        }
      >
        {(aria) => <Input {...aria} autoComplete="off" spellCheck={false} {...form.register("projectKey")} />}
      </Field>
      <Field
        label="Personal key"
        optional
        id={fieldId(FORM, "personalKey")}
        error={errors.personalKey?.message}
        help={
          connection?.personalKeyEnd
            ? stored(connection.personalKeyEnd)
            : "For insights and links to recordings. It needs to read the project, insights and session recordings, and begins with phx_."
        }
      >
        {(aria) => (
          <Input
            {...aria}
            type="password"
            autoComplete="off"
            spellCheck={false}
            {...form.register("personalKey")}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-1.5 font-medium">What goes there</legend>
        <Choice
          label="Page views and events"
          help="From now on, each once, also after an outage of PostHog. No addresses of visitors."
          input={form.register("forwardsEvents")}
        />
        <Choice
          label="Recordings of visits"
          help="Only of visitors who agreed, on websites that ask for consent. All text and everything typed is masked. The page talks to our address alone."
          input={form.register("recordsSessions")}
        />
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" pending={isSubmitting}>
          {connection ? "Save the changes" : "Test and connect"}
        </Button>
        {onCancel ? (
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function Choice({
  label,
  help,
  input,
}: {
  label: string;
  help: string;
  input: React.ComponentProps<"input">;
}) {
  return (
    <label className="flex items-start gap-3">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...input} />
      <span className="flex flex-col gap-0.5">
        <span>{label}</span>
        <span className="text-[0.8125rem] text-text-muted">{help}</span>
      </span>
    </label>
  );
}
