"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SettingsCard } from "./settings-card";
import { useSaveSite } from "./use-save-site";

const MODES = [
  { value: "cookieless", label: "Without cookies, without asking" },
  { value: "consent", label: "With a cookie, once a visitor agrees" },
];

const BANNER = `<div id="ask" hidden>
  We count visits. May we recognise you when you come back?
  <button type="button" onclick="answer('granted')">Yes</button>
  <button type="button" onclick="answer('denied')">No</button>
</div>
<script>
  window.ba = window.ba || function () { (window.ba.q = window.ba.q || []).push(arguments); };
  const given = localStorage.getItem("consent");
  if (given) ba("consent", given);
  else document.getElementById("ask").hidden = false;
  function answer(choice) {
    localStorage.setItem("consent", choice);
    ba("consent", choice);
    document.getElementById("ask").hidden = true;
  }
</script>`;

/** Which of the two ways of recognising visitors holds, and the code that asks. */
export function ConsentCard({ site }: { site: SiteDto }) {
  const [mode, setMode] = useState(site.consentMode);
  const { save, errors, pending } = useSaveSite(site);
  return (
    <SettingsCard
      title="Consent"
      pending={pending}
      error={errors[""]}
      onSave={() => save({ consentMode: mode })}
    >
      <Field label="How visitors are recognised" error={errors.consentMode}>
        {(aria) => (
          <Select
            {...aria}
            options={MODES}
            value={mode}
            onChange={(event) => setMode(event.target.value === "consent" ? "consent" : "cookieless")}
          />
        )}
      </Field>
      <p className="text-text-muted">
        Without cookies a visitor is known for one day, by a hash whose salt is thrown away after two. Whoever
        comes back tomorrow counts again.
      </p>
      {mode === "consent" ? (
        <>
          <p className="text-text-muted">
            With consent a visitor keeps one random id in a cookie for up to 13 months: visitors of a month
            are then true, people who come back are seen, and visits can be recorded. Until they agree, and if
            they refuse, they count without a cookie. Put a question like this on your pages:
          </p>
          <CodeBlock code={BANNER} label="A question and its answer" copyLabel="Copy the code" />
        </>
      ) : null}
    </SettingsCard>
  );
}
