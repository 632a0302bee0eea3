"use client";

import { Globe } from "lucide-react";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useUrlState } from "@/components/common/use-url-state";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { SiteDto } from "@/lib/tracking/schemas";
import { AddSiteDialog } from "../add-site-dialog";
import { useSites } from "../use-sites";
import { AnalyticsSkeleton } from "./analytics-skeleton";
import { SiteReport } from "./site-report";
import { WaitingForVisitor } from "./waiting-for-visitor";

const WAITING_REFETCH_MS = 1_000;

/** Which of the sites the URL asks for; the first one otherwise. */
const chosenSite = (sites: readonly SiteDto[] | undefined, id: string | null): SiteDto | undefined =>
  sites?.find((site) => site.id === id) ?? sites?.[0];

/** One screen that answers most questions on a website's visitors. */
export function AnalyticsView({ renderedAtMs }: { renderedAtMs: number }) {
  const { params } = useUrlState();
  const asked = params.get("site");
  // Only while a first visitor is awaited: afterwards the report itself is asked for.
  const sites = useSites((last) =>
    chosenSite(last?.items, asked)?.firstEventAt ? undefined : WAITING_REFETCH_MS,
  );
  const site = chosenSite(sites.data?.items, asked);
  if (sites.data && site?.firstEventAt)
    return <SiteReport site={site} sites={sites.data.items} renderedAtMs={renderedAtMs} />;
  if (sites.data && site) return <WaitingForVisitor site={site} sites={sites.data.items} />;
  if (!sites.data && !sites.error) return <AnalyticsSkeleton />;
  return (
    <>
      <PageHeader title="Analytics" />
      <Card>
        {sites.error ? (
          <QueryError
            what="Your websites"
            error={sites.error}
            onRetry={() => void sites.refetch()}
            retrying={sites.isFetching}
          />
        ) : (
          <EmptyState
            icon={Globe}
            title="No website to count yet"
            action={<AddSiteDialog label="Add your website" />}
          >
            Add your website and paste one line into it. Its visitors show up here within seconds.
          </EmptyState>
        )}
      </Card>
    </>
  );
}
