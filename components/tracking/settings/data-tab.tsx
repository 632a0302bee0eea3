"use client";

import { useWorkspace } from "@/components/common/workspace-context";
import type { SiteDto } from "@/lib/tracking/schemas";
import { DeleteSite } from "../site-settings";
import { EraseCard } from "./erase-card";
import { ExportCard } from "./export-card";
import { ImportCard } from "./import-card";
import { RebuildCard } from "./rebuild-card";

/** What goes out of the numbers, and what comes into them. */
export function DataTab({ site }: { site: SiteDto }) {
  const { can } = useWorkspace();
  if (!can("data.export"))
    return <p className="text-text-muted">Only owners and admins can export, import and delete data.</p>;
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-6">
        <ExportCard site={site} />
        <ImportCard site={site} />
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <EraseCard site={site} />
        <RebuildCard site={site} />
        <DeleteSite site={site} />
      </div>
    </div>
  );
}
