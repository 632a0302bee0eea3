"use client";

import type { SiteDto } from "@/lib/tracking/schemas";
import { ConsentCard } from "./consent-card";
import { ExclusionsCard } from "./exclusions-card";
import { RetentionCard } from "./retention-card";

/** Who is counted, how they are recognised, and how long it is kept. */
export function CountingTab({ site }: { site: SiteDto }) {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <ConsentCard key={site.consentMode} site={site} />
      <div className="flex min-w-0 flex-col gap-6">
        <ExclusionsCard key={`${site.excludedPaths.join()} ${site.excludedAddresses.join()}`} site={site} />
        <RetentionCard key={site.retentionDays} site={site} />
      </div>
    </div>
  );
}
