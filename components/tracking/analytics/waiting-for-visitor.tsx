"use client";

import { PageHeader } from "@/components/common/page-header";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { SiteDto } from "@/lib/tracking/schemas";
import { InstallCheck } from "../install-check";
import { Snippet } from "../snippet";
import { SitePicker } from "./site-picker";

/** A site that has no event yet: the line once more, and a sentence that turns by itself. */
export function WaitingForVisitor({
  site,
  sites,
  onSite,
  title = "Analytics",
}: {
  site: SiteDto;
  sites: readonly SiteDto[];
  onSite: (id: string) => void;
  /** Of the page. */
  title?: string;
}) {
  return (
    <>
      <PageHeader
        title={title}
        description={site.domain}
        actions={<SitePicker sites={sites} value={site.id} onChange={onSite} />}
      />
      <Card className="w-full max-w-2xl">
        <CardHeader title={`${site.name} is ready to count`} />
        <CardBody className="flex flex-col gap-4">
          <Snippet site={site} />
          <InstallCheck lastEventAt={site.lastEventAt} />
        </CardBody>
      </Card>
    </>
  );
}
