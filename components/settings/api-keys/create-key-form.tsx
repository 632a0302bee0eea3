"use client";

import { useForm } from "react-hook-form";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { NewApiKeyDto } from "@/lib/auth/api-keys/schemas";
import { API_KEYS_KEY } from "../keys";
import { createApiKeyShape, newApiKeyShape } from "../shapes";
import { scopeGroups, scopeWords } from "./key-words";

const FORM = "api-key";
const DAY_MS = 86_400_000;

const ENDS = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "", label: "Never" },
] as const;

const NO_SCOPES: string[] = [];

const endOf = (days: string): string | undefined =>
  days === "" ? undefined : new Date(Date.now() + Number(days) * DAY_MS).toISOString();

const fieldsShape = async () => {
  const [{ z }, shape] = await Promise.all([import("zod"), createApiKeyShape()]);
  return shape.pick({ name: true, scopes: true }).extend({ days: z.enum(["30", "90", "365", ""]) });
};

/** Name, permissions and end of a new key. Only what its maker holds is offered. */
export function CreateKeyForm({ onMade }: { onMade: (key: NewApiKeyDto) => void }) {
  const { can } = useWorkspace();
  const form = useForm({
    resolver: lazyResolver(fieldsShape),
    defaultValues: { name: "", scopes: NO_SCOPES, days: "90" as const },
  });
  const { errors, isSubmitting } = form.formState;
  const create = useApiMutation({
    method: "post",
    path: "/api-keys",
    shape: newApiKeyShape,
    stale: [API_KEYS_KEY],
    onSuccess: onMade,
  });
  const submit = form.handleSubmit(async ({ name, scopes, days }) => {
    const expiresAt = endOf(days);
    try {
      await create.mutateAsync({ name, scopes, ...(expiresAt ? { expiresAt } : {}) });
    } catch (error) {
      applyApiError(form, ["name", "scopes"], error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <ErrorSummary title="The key is not made yet" items={summaryOf(FORM, errors)} />
      <Field
        label="Name"
        id={fieldId(FORM, "name")}
        error={errors.name?.message}
        help="The program that will use it."
      >
        {(aria) => <Input {...aria} autoComplete="off" {...form.register("name")} />}
      </Field>
      <fieldset id={fieldId(FORM, "scopes")} tabIndex={-1} className="flex flex-col gap-3">
        <legend className="pb-1.5 font-medium">What it may do</legend>
        {errors.scopes?.message ? (
          <p className="text-[0.8125rem] text-danger">{errors.scopes.message}</p>
        ) : null}
        {scopeGroups(can).map((group) => (
          <div key={group.name} className="grid gap-1 sm:grid-cols-[8rem_1fr]">
            <span className="text-text-muted">{group.name}</span>
            <span className="flex flex-wrap gap-x-5 gap-y-1">
              {group.scopes.map((scope) => (
                <label key={scope} className="flex min-h-7 items-center gap-2">
                  <input
                    type="checkbox"
                    value={scope}
                    className="size-4 accent-accent"
                    {...form.register("scopes")}
                  />
                  {scopeWords(scope)}
                </label>
              ))}
            </span>
          </div>
        ))}
      </fieldset>
      <Field label="Ends" id={fieldId(FORM, "days")} help="A key that ends does less harm when it is lost.">
        {(aria) => <Select {...aria} options={ENDS} {...form.register("days")} />}
      </Field>
      <Button type="submit" pending={isSubmitting}>
        Make the key
      </Button>
    </form>
  );
}
