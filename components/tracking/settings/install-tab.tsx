"use client";

import dynamic from "next/dynamic";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { SiteDto } from "@/lib/tracking/schemas";
import { InstallCheck } from "../install-check";
import { SiteDrops } from "../site-drops";
import { Snippet } from "../snippet";

// Forms and their checks come after the page: most visits only look.
const SiteSettings = dynamic(() => import("../site-settings").then((module) => module.SiteSettings), {
  ssr: false,
  loading: () => <Skeleton className="h-144 w-full rounded-ui" />,
});
const InstallOptions = dynamic(() => import("./install-options").then((module) => module.InstallOptions), {
  ssr: false,
  loading: () => <Skeleton className="h-64 w-full" />,
});
const SelfTest = dynamic(() => import("../self-test").then((module) => module.SelfTest), {
  ssr: false,
  loading: () => <Skeleton className="h-40 w-full rounded-ui" />,
});

/** The line, whether events arrive, what was not counted, and what the website is called. */
export function InstallTab({ siteId, site }: { siteId: string; site: SiteDto | undefined }) {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-6">
        <Card>
          <CardHeader title="Put it on your website" />
          <CardBody className="flex flex-col gap-4">
            {site ? <Snippet site={site} /> : <Skeleton className="h-28 w-full" />}
            {site ? <InstallCheck lastEventAt={site.lastEventAt} /> : <Skeleton className="h-5 w-64" />}
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Options and calls" />
          <CardBody>{site ? <InstallOptions site={site} /> : <Skeleton className="h-64 w-full" />}</CardBody>
        </Card>
        {site ? <SelfTest siteId={siteId} domain={site.domain} /> : null}
        <SiteDrops siteId={siteId} />
      </div>
      {site ? <SiteSettings site={site} /> : <Skeleton className="h-144 w-full rounded-ui" />}
    </div>
  );
}
