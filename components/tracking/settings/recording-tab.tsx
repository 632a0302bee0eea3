"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SettingsCard } from "./settings-card";
import { useSaveSite } from "./use-save-site";

/** Whether visits are recorded, which, and how long recordings are kept. */
export function RecordingTab({ site }: { site: SiteDto }) {
  const [values, setValues] = useState({
    replayEnabled: site.replayEnabled,
    replaySamplePct: String(site.replaySamplePct),
    replayRetentionDays: String(site.replayRetentionDays),
    replayBlockSelector: site.replayBlockSelector,
    replayUnmaskSelector: site.replayUnmaskSelector,
  });
  const { save, errors, pending } = useSaveSite(site);
  const change = (part: Partial<typeof values>) => setValues({ ...values, ...part });
  return (
    <SettingsCard
      title="Recording"
      pending={pending}
      error={errors[""]}
      onSave={() =>
        save({
          ...values,
          replaySamplePct: Number(values.replaySamplePct),
          replayRetentionDays: Number(values.replayRetentionDays),
        })
      }
    >
      <p className="text-text-muted">
        A recording shows what a visitor saw and did. Texts and inputs are masked before anything leaves the
        page. Only visitors who agreed are recorded, so the website must ask for consent (under Counting).
      </p>
      {values.replayEnabled && site.consentMode === "cookieless" ? (
        <p className="text-warning">
          Nothing is recorded yet: this website counts without asking for consent.
        </p>
      ) : null}
      <div className="flex items-center gap-3">
        <Switch
          id="replay-enabled"
          checked={values.replayEnabled}
          onCheckedChange={(replayEnabled) => change({ replayEnabled })}
        />
        <Label htmlFor="replay-enabled">Record visits</Label>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Share of visits, percent"
          help="Of the visitors who agree."
          error={errors.replaySamplePct}
        >
          {(aria) => (
            <Input
              {...aria}
              type="number"
              min={1}
              max={100}
              value={values.replaySamplePct}
              onChange={(event) => change({ replaySamplePct: event.target.value })}
            />
          )}
        </Field>
        <Field label="Kept for, days" error={errors.replayRetentionDays} help="From 1 to 365.">
          {(aria) => (
            <Input
              {...aria}
              type="number"
              min={1}
              max={365}
              value={values.replayRetentionDays}
              onChange={(event) => change({ replayRetentionDays: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label="Never recorded"
        optional
        error={errors.replayBlockSelector}
        help="CSS selectors of parts that are left out: .account, [data-private]"
      >
        {(aria) => (
          <Input
            {...aria}
            spellCheck={false}
            value={values.replayBlockSelector}
            onChange={(event) => change({ replayBlockSelector: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Readable texts"
        optional
        error={errors.replayUnmaskSelector}
        help="CSS selectors of parts whose texts are shown as they are: h1, nav"
      >
        {(aria) => (
          <Input
            {...aria}
            spellCheck={false}
            value={values.replayUnmaskSelector}
            onChange={(event) => change({ replayUnmaskSelector: event.target.value })}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
