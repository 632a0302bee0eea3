"use client";

import type { ReactNode } from "react";
import { PageHeader } from "@/components/common/page-header";
import { useIsLive, useLiveNews } from "@/components/common/use-live";
import type { SiteDto } from "@/lib/tracking/schemas";
import type { AnalyticsChange } from "./analytics/analytics-state";
import { ProductSource } from "./analytics/product-source";
import { RangeControls } from "./analytics/range-controls";
import { useRefreshReports } from "./analytics/report-scope";
import type { AnalyticsState } from "./analytics/screen-state";
import { SitePicker } from "./analytics/site-picker";
import { SiteReport } from "./analytics/site-report";

/** With news coming by themselves asking is a precaution; without them it is the way. */
const REFETCH_LIVE_MS = 60_000;
const REFETCH_MS = 5_000;

export type SiteScreenProps = {
  title: string;
  description: string;
  site: SiteDto;
  sites: readonly SiteDto[];
  onSite: (id: string) => void;
  renderedAtMs: number;
  actions?: ReactNode;
  children: (shown: { state: AnalyticsState; change: AnalyticsChange }) => ReactNode;
};

/** A page on one site's numbers in a range of days, with their pickers in its head. */
export function SiteScreen(props: SiteScreenProps) {
  return (
    <ProductSource>
      <Screen {...props} />
    </ProductSource>
  );
}

function Screen({
  title,
  description,
  site,
  sites,
  onSite,
  renderedAtMs,
  actions,
  children,
}: SiteScreenProps) {
  const isLive = useIsLive();
  useLiveNews(`sites.${site.id}.traffic`, useRefreshReports());
  return (
    <SiteReport site={site} renderedAtMs={renderedAtMs} refetchMs={isLive ? REFETCH_LIVE_MS : REFETCH_MS}>
      {({ state, change, today }) => (
        <>
          <PageHeader
            title={title}
            description={description}
            actions={
              <>
                <SitePicker sites={sites} value={site.id} onChange={onSite} />
                <RangeControls state={state} change={change} today={today} timeZone={site.timeZone} />
                {actions}
              </>
            }
          />
          {children({ state, change })}
        </>
      )}
    </SiteReport>
  );
}
