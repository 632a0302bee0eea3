"use client";

import { ChartLine } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { useUrlState } from "@/components/common/use-url-state";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { InstallTab } from "./settings/install-tab";
import { useSite } from "./use-sites";

const Waiting = () => <Skeleton className="h-96 w-full rounded-ui" />;
const CountingTab = dynamic(() => import("./settings/counting-tab").then((m) => m.CountingTab), {
  ssr: false,
  loading: Waiting,
});
const ChannelsTab = dynamic(() => import("./settings/channels-tab").then((m) => m.ChannelsTab), {
  ssr: false,
  loading: Waiting,
});
const RecordingTab = dynamic(() => import("./settings/recording-tab").then((m) => m.RecordingTab), {
  ssr: false,
  loading: Waiting,
});
const SharingTab = dynamic(() => import("./settings/sharing-tab").then((m) => m.SharingTab), {
  ssr: false,
  loading: Waiting,
});
const DataTab = dynamic(() => import("./settings/data-tab").then((m) => m.DataTab), {
  ssr: false,
  loading: Waiting,
});

const REFETCH_MS = 2_000;
const BACK = { href: "/settings/sites", label: "Sites" };
const FIRST = "install";
const TABS = [
  { value: FIRST, label: "Install" },
  { value: "counting", label: "Counting" },
  { value: "channels", label: "Channels" },
  { value: "recording", label: "Recording" },
  { value: "sharing", label: "Sharing" },
  { value: "data", label: "Data" },
] as const;

/** One website and all its settings; the tab is in the address. */
export function SiteDetail({ siteId }: { siteId: string }) {
  const { params, change } = useUrlState();
  const asked = params.get("tab");
  const tab = TABS.find((each) => each.value === asked)?.value ?? FIRST;
  // Only the first tab waits for the first visitor.
  const query = useSite(siteId, tab === FIRST ? REFETCH_MS : undefined);
  const site = query.data;
  if (!site && query.error) {
    return (
      <>
        <PageHeader title="Website" back={BACK} />
        <Card>
          <QueryError
            what="This website"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        </Card>
      </>
    );
  }
  const loading = <Skeleton className="h-96 w-full rounded-ui" />;
  return (
    <>
      <PageHeader
        title={site?.name ?? "Website"}
        description={site?.domain ?? " "}
        back={BACK}
        actions={
          <Link href={`/analytics?site=${siteId}`} className={buttonClass({ variant: "secondary" })}>
            <ChartLine aria-hidden className="size-4" />
            Open analytics
          </Link>
        }
      />
      <Tabs value={tab} onValueChange={(value) => change({ tab: value === FIRST ? undefined : value })}>
        <TabsList aria-label="Settings of this website" className="overflow-x-auto border-b border-border">
          {TABS.map(({ value, label }) => (
            <TabsTrigger key={value} value={value}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={FIRST}>
          <InstallTab siteId={siteId} site={site} />
        </TabsContent>
        <TabsContent value="counting">{site ? <CountingTab site={site} /> : loading}</TabsContent>
        <TabsContent value="channels">
          <div className="max-w-4xl">{site ? <ChannelsTab site={site} /> : loading}</div>
        </TabsContent>
        <TabsContent value="recording">
          <div className="max-w-3xl">{site ? <RecordingTab site={site} /> : loading}</div>
        </TabsContent>
        <TabsContent value="sharing">{site ? <SharingTab site={site} /> : loading}</TabsContent>
        <TabsContent value="data">{site ? <DataTab site={site} /> : loading}</TabsContent>
      </Tabs>
    </>
  );
}
