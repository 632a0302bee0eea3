"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SettingsCard } from "./settings-card";
import { useSaveSite } from "./use-save-site";

const DAYS_SUGGESTED = 730;
const CHOICES = [
  { value: "kept", label: "As long as the website is here" },
  { value: "days", label: "For a number of days" },
];

/** How long events and visits are kept. */
export function RetentionCard({ site }: { site: SiteDto }) {
  const [choice, setChoice] = useState(site.retentionDays === null ? "kept" : "days");
  const [days, setDays] = useState(String(site.retentionDays ?? DAYS_SUGGESTED));
  const { save, errors, pending } = useSaveSite(site);
  return (
    <SettingsCard
      title="How long it is kept"
      pending={pending}
      error={errors[""]}
      onSave={() => save({ retentionDays: choice === "kept" ? null : Number(days) })}
    >
      <Field label="Events and visits">
        {(aria) => (
          <Select
            {...aria}
            options={CHOICES}
            value={choice}
            onChange={(event) => setChoice(event.target.value)}
          />
        )}
      </Field>
      {choice === "days" ? (
        <Field label="Days" error={errors.retentionDays} help="From 7 to 3,650.">
          {(aria) => (
            <Input
              {...aria}
              type="number"
              min={7}
              max={3650}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <p className="text-text-muted">
        What is older is deleted for good, every day. Totals of days stay, so charts remain; filters reach
        only as far back as visits are kept.
      </p>
    </SettingsCard>
  );
}
