"use client";

import { ChartLine } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { PageHeader } from "@/components/common/page-header";
import { QueryError } from "@/components/common/query-error";
import { buttonClass } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { InstallCheck } from "./install-check";
import { SiteDrops } from "./site-drops";
import { Snippet } from "./snippet";
import { useSite } from "./use-sites";

// Forms and their checks come after the page: most visits only look.
const SiteSettings = dynamic(() => import("./site-settings").then((module) => module.SiteSettings), {
  ssr: false,
  loading: () => <Skeleton className="h-144 w-full rounded-ui" />,
});

const REFETCH_MS = 2_000;
const BACK = { href: "/settings/sites", label: "Sites" };

/** One website: its line, whether events arrive, its settings, what was not counted. */
export function SiteDetail({ siteId }: { siteId: string }) {
  const query = useSite(siteId, REFETCH_MS);
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
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card>
            <CardHeader title="Put it on your website" />
            <CardBody className="flex flex-col gap-4">
              {site ? <Snippet code={site.snippet} /> : <Skeleton className="h-28 w-full" />}
              {site ? <InstallCheck lastEventAt={site.lastEventAt} /> : <Skeleton className="h-5 w-64" />}
            </CardBody>
          </Card>
          <SiteDrops siteId={siteId} />
        </div>
        {site ? <SiteSettings site={site} /> : <Skeleton className="h-144 w-full rounded-ui" />}
      </div>
    </>
  );
}
