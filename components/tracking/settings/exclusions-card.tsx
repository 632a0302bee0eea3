"use client";

import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { useApiMutation } from "@/components/common/use-api";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SITES_KEY } from "../keys";
import { siteShape } from "../shapes";
import { SettingsCard } from "./settings-card";
import { linesOf, useSaveSite } from "./use-save-site";

/** Pages and addresses that are not counted. */
export function ExclusionsCard({ site }: { site: SiteDto }) {
  const [paths, setPaths] = useState(site.excludedPaths.join("\n"));
  const [addresses, setAddresses] = useState(site.excludedAddresses.join("\n"));
  const { save, errors, pending } = useSaveSite(site);
  const excludeMe = useApiMutation({
    method: "post",
    path: `/sites/${site.id}/exclude-me`,
    shape: siteShape,
    stale: [SITES_KEY, ["sites", site.id]],
    onSuccess: () => toast.success("Your visits are not counted from now on."),
  });
  return (
    <SettingsCard
      title="Not counted"
      pending={pending}
      error={errors[""]}
      onSave={() => save({ excludedPaths: linesOf(paths), excludedAddresses: linesOf(addresses) })}
    >
      <Field
        label="Pages"
        optional
        error={errors.excludedPaths}
        help="One path a line; * stands for anything: /admin/*, *.pdf"
      >
        {(aria) => (
          <Textarea
            {...aria}
            rows={3}
            spellCheck={false}
            value={paths}
            onChange={(event) => setPaths(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="IP addresses"
        optional
        error={errors.excludedAddresses}
        help="One address or range a line: 203.0.113.7, 10.0.0.0/8, 2001:db8::/64"
      >
        {(aria) => (
          <Textarea
            {...aria}
            rows={3}
            spellCheck={false}
            value={addresses}
            onChange={(event) => setAddresses(event.target.value)}
          />
        )}
      </Field>
      <Button
        variant="secondary"
        className="self-start"
        pending={excludeMe.isPending}
        onClick={() => excludeMe.mutate(undefined, { onError: (error) => toast.error(messageOf(error)) })}
      >
        Exclude my address now
      </Button>
    </SettingsCard>
  );
}
