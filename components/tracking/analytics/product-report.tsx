"use client";

import { Flag } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useIsLive, useLiveNews } from "@/components/common/use-live";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { useWorkspace } from "@/components/common/workspace-context";
import { Button } from "@/components/ui/button";
import type { SiteDto } from "@/lib/tracking/schemas";
import type { AnalyticsChange } from "./analytics-state";
import { useAnnotations } from "./annotations";
import { LiveBadge } from "./late-panels";
import { ProductSource } from "./product-source";
import { useRefreshReports } from "./report-scope";
import type { AnalyticsState } from "./screen-state";
import { ReportBody } from "./report-body";
import { SiteReport } from "./site-report";
import { SitePicker } from "./site-picker";
import { ViewsButton } from "./views-button";

/** With news coming by themselves asking is a precaution; without them it is the way. */
const REFETCH_LIVE_MS = 60_000;
const REFETCH_MS = 2_000;

const loadNote = () => import("./note-window").then((module) => module.NoteWindow);
const NoteWindow = dynamic(loadNote, { ssr: false });

export type ProductReportProps = {
  site: SiteDto;
  sites: readonly SiteDto[];
  onSite: (id: string) => void;
  renderedAtMs: number;
};

/** The report of one site for a member: what it shows is in the URL, and it follows what happens. */
export function ProductReport(props: ProductReportProps) {
  return (
    <ProductSource>
      <Report {...props} />
    </ProductSource>
  );
}

function Report({ site, sites, onSite, renderedAtMs }: ProductReportProps) {
  const isLive = useIsLive();
  const refresh = useRefreshReports();
  useLiveNews(`sites.${site.id}.traffic`, refresh);
  return (
    <SiteReport site={site} renderedAtMs={renderedAtMs} refetchMs={isLive ? REFETCH_LIVE_MS : REFETCH_MS}>
      {({ state, change, today }) => <Screen {...{ site, sites, onSite, state, change, today }} />}
    </SiteReport>
  );
}

type ScreenProps = Omit<ProductReportProps, "renderedAtMs"> & {
  state: AnalyticsState;
  change: AnalyticsChange;
  today: string;
};

function Screen({ site, sites, onSite, state, change, today }: ScreenProps) {
  const { can } = useWorkspace();
  const annotations = useAnnotations(site.id, state.range).data?.items ?? [];
  const lazy = useLazyWindow(loadNote);
  const [noteId, setNoteId] = useState<string | null>(null);
  const openNote = (id: string | null) => {
    setNoteId(id);
    lazy.button.onClick();
  };
  return (
    <>
      <ReportBody
        site={site}
        today={today}
        title="Analytics"
        picker={<SitePicker sites={sites} value={site.id} onChange={onSite} />}
        tools={
          <>
            <LiveBadge siteId={site.id} />
            <ViewsButton siteId={site.id} state={state} today={today} change={change} />
          </>
        }
        chartTools={
          can("analytics.write") ? (
            <Button variant="ghost" size="sm" {...lazy.button} onClick={() => openNote(null)}>
              <Flag aria-hidden className="size-4" />
              Add a note
            </Button>
          ) : null
        }
        annotations={annotations}
        onAnnotation={openNote}
      />
      {lazy.used ? (
        <NoteWindow
          key={noteId ?? "new"}
          {...lazy.window}
          siteId={site.id}
          note={annotations.find(({ id }) => id === noteId) ?? null}
          day={state.range.to}
        />
      ) : null}
    </>
  );
}
