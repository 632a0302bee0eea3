"use client";

import { useState } from "react";
import { PageHeader } from "@/components/common/page-header";
import { useWorkspace } from "@/components/common/workspace-context";
import { useSites } from "@/components/tracking/use-sites";
import type { SiteDto } from "@/lib/tracking/schemas";
import { FirstRun } from "./first-run";
import { OverviewCards } from "./overview-cards";
import { QuickActions } from "./quick-actions";
import { RecentActivity } from "./recent-activity";

const REFETCH_MS = 1_000;

const isWaiting = (sites: readonly SiteDto[] | undefined): boolean =>
  sites !== undefined && !sites.some((site) => site.firstEventAt);

/** The first screen: a checklist until the first visitor is seen, the numbers from then on. */
export function Dashboard() {
  const { workspace } = useWorkspace();
  const sites = useSites((last) => (isWaiting(last?.items) ? REFETCH_MS : undefined));
  const items = sites.data?.items;
  const waiting = isWaiting(items);
  // Once shown, the checklist stays for this visit of the page, so that its last step is seen done.
  const [firstRun, setFirstRun] = useState(false);
  if (waiting && !firstRun) setFirstRun(true);
  return (
    <>
      <PageHeader title="Overview" description={workspace.name} />
      {firstRun && items ? <FirstRun site={items.find((site) => site.firstEventAt) ?? items[0]} /> : null}
      <OverviewCards />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <RecentActivity />
        <QuickActions />
      </div>
    </>
  );
}
