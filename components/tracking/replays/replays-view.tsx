"use client";

import { Clapperboard } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useApiList } from "@/components/common/use-api";
import { useUrlState } from "@/components/common/use-url-state";
import { useWorkspace } from "@/components/common/workspace-context";
import { countryName } from "@/components/lib/country";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/load-more";
import { Skeleton } from "@/components/ui/skeleton";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SitePicker } from "../analytics/site-picker";
import { ListSkeleton } from "../list-skeleton";
import { SiteGate } from "../site-gate";
import { FILTER_NAMES } from "./filter-names";
import { REPLAY_COLUMNS } from "./replay-columns";
import { replayListShape } from "./shapes";

/** The place of the filters, so that the list does not move when they come. */
const FiltersWaiting = () => (
  <div className="border-b border-border p-3">
    <Skeleton className="h-42 w-full sm:h-9" />
  </div>
);
// Only a list with recordings has them.
const ReplayFilters = dynamic(() => import("./replay-filters").then((module) => module.ReplayFilters), {
  ssr: false,
  loading: FiltersWaiting,
});

const REFETCH_MS = 10_000;
const TITLE = "Replays";

/** Recordings of one website's visits, newest first. */
export function ReplaysView({ rememberedSiteId }: { rememberedSiteId: string | undefined }) {
  const { can } = useWorkspace();
  if (!can("replays.read")) {
    return (
      <>
        <PageHeader title={TITLE} />
        <Card>
          <EmptyState icon={Clapperboard} title="Recordings are for editors and above">
            Ask an owner or an admin of this workspace for another role.
          </EmptyState>
        </Card>
      </>
    );
  }
  return (
    <SiteGate title={TITLE} rememberedSiteId={rememberedSiteId} skeleton={<ListSkeleton title={TITLE} />}>
      {({ site, sites, choose }) => (
        <>
          <PageHeader
            title={TITLE}
            description="How visits looked. Texts and what people type are masked before they leave the visitor’s browser."
            actions={<SitePicker sites={sites} value={site.id} onChange={choose} />}
          />
          <SiteReplays key={site.id} site={site} />
        </>
      )}
    </SiteGate>
  );
}

function SiteReplays({ site }: { site: SiteDto }) {
  const { params, change } = useUrlState();
  const asked = Object.fromEntries(FILTER_NAMES.map((name) => [name, params.get(name) ?? undefined]));
  const { minDurationS, ...texts } = asked;
  const list = useApiList({
    key: ["replays"],
    path: "/replays",
    shape: replayListShape,
    filters: { siteId: site.id, ...texts, ...(minDurationS ? { minDurationS: Number(minDurationS) } : {}) },
    refetchMs: REFETCH_MS,
  });
  const isFiltered = Object.values(asked).some(Boolean);
  const codes = new Set(list.items?.map((item) => item.country).filter(Boolean));
  if (asked["country"]) codes.add(asked["country"]);
  const countries = [...codes]
    .map((value) => ({ value, label: countryName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const clear = () => change(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined])));
  const hasFilters = isFiltered || (list.items?.length ?? 0) > 0;
  return (
    <Card>
      {hasFilters ? <ReplayFilters countries={countries} /> : null}
      <DataTable
        label="Recordings"
        columns={REPLAY_COLUMNS}
        rows={list.items}
        rowId={(replay) => replay.id}
        error={
          list.error && !list.items ? (
            <QueryError
              what="Recordings"
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : null
        }
        empty={isFiltered ? <NothingFits onClear={clear} /> : <NoReplays site={site} />}
      />
      {list.items && list.items.length > 0 ? (
        <LoadMore
          shown={list.items.length}
          noun={list.items.length === 1 ? "recording" : "recordings"}
          hasMore={list.hasNextPage}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      ) : null}
    </Card>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={Clapperboard}
      title="No recording fits"
      action={
        <Button variant="secondary" onClick={onClear}>
          Clear the filters
        </Button>
      }
    >
      Try another page or event, or look at shorter visits too.
    </EmptyState>
  );
}

function NoReplays({ site }: { site: SiteDto }) {
  const isOn = site.replayEnabled && site.consentMode === "consent";
  return (
    <EmptyState
      icon={Clapperboard}
      title={isOn ? "No recording yet" : "This website records no visits"}
      action={
        <Link
          href={`/settings/sites/${site.id}?tab=recording`}
          className={buttonClass(isOn ? { variant: "secondary" } : {})}
        >
          {isOn ? "Open the website’s settings" : "Switch recording on"}
        </Link>
      }
    >
      {isOn
        ? `Visitors are recorded once they agree on your website; ${site.replaySamplePct} of 100 who agree are. A recording shows up here seconds after its visit began and is deleted after ${site.replayRetentionDays} days.`
        : "A visit can be recorded only after its visitor agreed. In the website’s settings, let it ask for consent, switch recording on, and choose how many of the visitors who agree are recorded."}
    </EmptyState>
  );
}
