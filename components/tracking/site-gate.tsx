"use client";

import type { ReactNode } from "react";
import { PageHeader } from "@/components/common/page-header";
import type { SiteDto } from "@/lib/tracking/schemas";
import { NoSite } from "./analytics/late-parts";
import { useChosenSite } from "./site-choice";
import { useSites } from "./use-sites";

const WAITING_REFETCH_MS = 1_000;

type Chosen = { site: SiteDto; sites: readonly SiteDto[]; choose: (id: string) => void };

export type SiteGateProps = {
  /** Of the page, while there is no site to show. */
  title: string;
  rememberedSiteId: string | undefined;
  skeleton: ReactNode;
  /** Asks again until the chosen site has its first event. */
  awaitsVisitor?: boolean;
  children: (chosen: Chosen) => ReactNode;
};

/** Pages of one website: shows the chosen one, or what to do while there is none. */
export function SiteGate({ title, rememberedSiteId, skeleton, awaitsVisitor, children }: SiteGateProps) {
  const sites = useSites((last) =>
    awaitsVisitor && last?.items.some((site) => !site.firstEventAt) ? WAITING_REFETCH_MS : undefined,
  );
  const { site, choose } = useChosenSite(sites.data?.items, rememberedSiteId);
  if (sites.data && site) return children({ site, sites: sites.data.items, choose });
  if (!sites.data && !sites.error) return skeleton;
  return (
    <>
      <PageHeader title={title} />
      <NoSite sites={sites} />
    </>
  );
}
