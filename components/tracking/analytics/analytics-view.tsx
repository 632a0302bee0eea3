"use client";

import { SiteGate } from "../site-gate";
import { AnalyticsSkeleton } from "./analytics-skeleton";
import { WaitingForVisitor } from "./late-parts";
import { ProductReport } from "./product-report";

export type AnalyticsViewProps = { renderedAtMs: number; rememberedSiteId: string | undefined };

/** One screen that answers most questions on a website's visitors. */
export function AnalyticsView({ renderedAtMs, rememberedSiteId }: AnalyticsViewProps) {
  return (
    <SiteGate
      title="Analytics"
      rememberedSiteId={rememberedSiteId}
      skeleton={<AnalyticsSkeleton />}
      awaitsVisitor
    >
      {({ site, sites, choose }) =>
        site.firstEventAt ? (
          <ProductReport site={site} sites={sites} onSite={choose} renderedAtMs={renderedAtMs} />
        ) : (
          <WaitingForVisitor site={site} sites={sites} onSite={choose} />
        )
      }
    </SiteGate>
  );
}
