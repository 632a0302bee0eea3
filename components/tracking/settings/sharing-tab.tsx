"use client";

import type { SiteDto } from "@/lib/tracking/schemas";
import { DigestsCard } from "./digests-card";
import { ShareLinksCard } from "./share-links-card";

/** Who else sees the numbers: by a link, or by e-mail. */
export function SharingTab({ site }: { site: SiteDto }) {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <ShareLinksCard siteId={site.id} />
      <DigestsCard siteId={site.id} />
    </div>
  );
}
