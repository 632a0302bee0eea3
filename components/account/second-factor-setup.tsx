"use client";

import { useForm } from "react-hook-form";
import { api } from "@/components/common/api-client";
import { applyApiError, fieldId, summaryOf } from "@/components/common/form-errors";
import { lazyResolver } from "@/components/common/lazy-resolver";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SecondFactorSetup } from "@/lib/auth/schemas";
import { codesShape, codeShape } from "./shapes";

const FORM = "confirm-code";

export type SecondFactorSetupViewProps = {
  setup: SecondFactorSetup;
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
};

/** The key as a picture and as text, and the field for a first code. */
export function SecondFactorSetupView({ setup, onDone, onCancel }: SecondFactorSetupViewProps) {
  const form = useForm({ resolver: lazyResolver(codeShape), defaultValues: { code: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      const options = { workspaceId: null, shape: codesShape };
      const { recoveryCodes } = await api.post("/account/second-factor/confirm", input, options);
      onDone(recoveryCodes);
    } catch (error) {
      applyApiError(form, ["code"], error);
    }
  });
  return (
    <div className="flex flex-col gap-5 sm:flex-row">
      <img
        src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qrSvg)}`}
        alt="QR code of the key"
        width={192}
        height={192}
        className="size-48 shrink-0 rounded-ui border border-border"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <p>Scan the picture with your authenticator app, or type this key into it:</p>
        <div className="flex flex-wrap items-center gap-2">
          <code className="rounded-inner bg-surface-sunken px-2 py-1 font-mono text-[0.8125rem] break-all">
            {setup.secret}
          </code>
          <CopyButton text={setup.secret} label="Copy the key" />
        </div>
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <ErrorSummary title="The second factor is not on yet" items={summaryOf(FORM, errors)} />
          <Field
            label="Code"
            id={fieldId(FORM, "code")}
            error={errors.code?.message}
            help="The six digits that the app shows now."
          >
            {(aria) => (
              <Input {...aria} inputMode="numeric" autoComplete="one-time-code" {...form.register("code")} />
            )}
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" pending={isSubmitting}>
              Switch it on
            </Button>
            <Button variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}
