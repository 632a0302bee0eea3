"use client";

import { Globe } from "lucide-react";
import Link from "next/link";
import { QueryError } from "@/components/common/query-error";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DataTable, rowLinkClass, type DataColumn } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SiteDto } from "@/lib/tracking/schemas";
import { AddSiteDialog } from "./add-site-dialog";
import { useSites } from "./use-sites";

const REFETCH_MS = 10_000;

const COLUMNS: readonly DataColumn<SiteDto>[] = [
  {
    id: "name",
    header: "Website",
    primary: true,
    sortBy: (site) => site.name.toLowerCase(),
    cell: (site) => (
      <Link href={`/settings/sites/${site.id}`} className={rowLinkClass}>
        {site.name}
      </Link>
    ),
  },
  { id: "domain", header: "Domain", sortBy: (site) => site.domain, cell: (site) => site.domain },
  { id: "timeZone", header: "Time zone", cell: (site) => site.timeZone.replaceAll("_", " ") },
  {
    id: "state",
    header: "Last event",
    sortBy: (site) => site.lastEventAt ?? "",
    cell: (site) =>
      site.lastEventAt ? (
        <RelativeTime iso={site.lastEventAt} />
      ) : (
        <Badge tone="warning">Waiting for the first visitor</Badge>
      ),
  },
];

/** The workspace's websites. */
export function SitesList() {
  const sites = useSites(REFETCH_MS);
  return (
    <Card>
      <DataTable
        label="Websites"
        columns={COLUMNS}
        rows={sites.data?.items}
        rowId={(site) => site.id}
        error={
          sites.error && !sites.data ? (
            <QueryError
              what="Your websites"
              error={sites.error}
              onRetry={() => void sites.refetch()}
              retrying={sites.isFetching}
            />
          ) : null
        }
        empty={
          <EmptyState icon={Globe} title="No website yet" action={<AddSiteDialog label="Add your website" />}>
            Name your website, paste one line into its pages, and its visitors show up here.
          </EmptyState>
        }
      />
    </Card>
  );
}
