"use client";

import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useIsLive } from "@/components/common/use-live";
import { countOf, formatNumber } from "@/components/lib/format";
import { Card } from "@/components/ui/card";
import type { LiveDto } from "@/lib/tracking/report-schemas";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SitePicker } from "../analytics/site-picker";
import { WaitingForVisitor } from "../analytics/late-parts";
import { SiteGate } from "../site-gate";
import { LastEvents } from "./last-events";
import { LiveList } from "./live-list";
import { LiveSkeleton } from "./live-skeleton";
import { MinuteBars } from "./minute-bars";
import { useLive, useLiveFollow } from "./use-live-view";

/** Who is on a website now and in the last half hour. */
export function LiveView({ rememberedSiteId }: { rememberedSiteId: string | undefined }) {
  return (
    <SiteGate title="Live" rememberedSiteId={rememberedSiteId} skeleton={<LiveSkeleton />} awaitsVisitor>
      {({ site, sites, choose }) =>
        site.firstEventAt ? (
          <SiteLive site={site} sites={sites} onSite={choose} />
        ) : (
          <WaitingForVisitor site={site} sites={sites} onSite={choose} title="Live" />
        )
      }
    </SiteGate>
  );
}

type SiteLiveProps = { site: SiteDto; sites: readonly SiteDto[]; onSite: (id: string) => void };

function SiteLive({ site, sites, onSite }: SiteLiveProps) {
  useLiveFollow(site.id);
  const isLive = useIsLive();
  const live = useLive(site.id);
  return (
    <>
      <PageHeader
        title="Live"
        description={`${site.domain} · ${isLive ? "changes show within a second" : "asked for again every few seconds"}`}
        actions={<SitePicker sites={sites} value={site.id} onChange={onSite} />}
      />
      {live.data ? (
        <LiveBody live={live.data} timeZone={site.timeZone} />
      ) : live.error ? (
        <Card>
          <QueryError
            what="The live view"
            error={live.error}
            onRetry={() => void live.refetch()}
            retrying={live.isFetching}
          />
        </Card>
      ) : (
        <LiveSkeleton bare />
      )}
    </>
  );
}

const LISTS = [
  { id: "pages", heading: "Page", title: "Pages they are on", dimension: "page" },
  { id: "sources", heading: "Source", title: "Where they came from", dimension: "source" },
  { id: "countries", heading: "Country", title: "Countries they are in", dimension: "country" },
  { id: "devices", heading: "Device", title: "Devices they use", dimension: "device" },
] as const;

function LiveBody({ live, timeZone }: { live: LiveDto; timeZone: string }) {
  return (
    <>
      <Card aria-label="Now" className="grid lg:grid-cols-[16rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-4 border-border p-4 max-lg:border-b lg:border-r">
          <div>
            <p className="flex items-center gap-2 text-[0.8125rem] text-text-muted">
              <span
                aria-hidden
                className={`size-2 rounded-full ${live.visitorsNow > 0 ? "animate-live bg-success" : "bg-border-strong"}`}
              />
              On the site now
            </p>
            <p
              data-live="now"
              aria-live="polite"
              className="text-5xl leading-14 font-semibold tracking-tight tabular-nums"
            >
              {formatNumber(live.visitorsNow)}
              <span className="sr-only">{live.visitorsNow === 1 ? " person" : " people"}</span>
            </p>
            <p className="text-xs text-text-muted">with an event in the last 5 minutes</p>
          </div>
          <p className="text-text-muted">
            {`${countOf(live.visitorsHalfHour, "person", "people")} and ${countOf(live.pageViewsHalfHour, "page view")} in the last 30 minutes`}
            {live.approximate ? ", of the newest events only" : ""}
          </p>
        </div>
        <MinuteBars minutes={live.minutes} timeZone={timeZone} />
      </Card>
      <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-4">
        {LISTS.map(({ id, ...list }) => (
          <LiveList key={id} {...list} rows={live[id]} whole={live.visitorsNow} />
        ))}
      </div>
      <LastEvents events={live.lastEvents} />
    </>
  );
}
