"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "@/components/common/api-error";
import { noAnswer } from "@/components/common/no-answer";
import { useApiMutation } from "@/components/common/use-api";
import { useWorkspace } from "@/components/common/workspace-context";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { toast } from "@/components/ui/toaster";
import { siteShape } from "@/components/tracking/shapes";
import type { SiteDto } from "@/lib/tracking/schemas";
import { SiteForm } from "./site-form";
import { SITES_KEY } from "./keys";

/** Name, domain, zone and hosts: a form for those who may change them, plain values for the others. */
export function SiteSettings({ site }: { site: SiteDto }) {
  const { can } = useWorkspace();
  if (!can("sites.write")) return <SiteFacts site={site} />;
  return <EditSite site={site} />;
}

function EditSite({ site }: { site: SiteDto }) {
  const save = useApiMutation({
    method: "patch",
    path: `/sites/${site.id}`,
    shape: siteShape,
    stale: [SITES_KEY, ["reports"]],
    onSuccess: () => toast.success("The website is saved."),
  });
  return (
    <Card>
      <CardHeader title="Settings" />
      <CardBody>
        <SiteForm
          values={site}
          submitLabel="Save the changes"
          onSave={(values) => save.mutateAsync(values)}
        />
      </CardBody>
    </Card>
  );
}

/** Deletes a website after its domain was typed. */
export function DeleteSite({ site }: { site: SiteDto }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const remove = useApiMutation({
    method: "delete",
    path: `/sites/${site.id}`,
    shape: noAnswer,
    stale: [["overview"]],
    onSuccess: () => {
      toast.success(`${site.name} is deleted.`);
      router.push("/settings/sites");
    },
  });
  return (
    <Card>
      <CardHeader title="Delete this website" />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-text-muted">Its line stops counting at once, and its numbers go.</p>
        <Button variant="secondary" onClick={() => setOpen(true)}>
          <Trash2 aria-hidden className="size-4 text-danger" />
          Delete…
        </Button>
      </CardBody>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${site.name}?`}
        confirmLabel="Delete the website"
        typed={site.domain}
        pending={remove.isPending}
        error={remove.error ? messageOf(remove.error) : undefined}
        onConfirm={() => remove.mutate(undefined)}
      >
        <p>These go, and cannot be brought back:</p>
        <ul className="list-disc pl-5">
          <li>its visitors, visits and page views, and every report on them</li>
          <li>its site key: the line in its pages stops working</li>
        </ul>
        <p>Requests and contacts in the CRM stay, without their visits.</p>
      </ConfirmDialog>
    </Card>
  );
}

function SiteFacts({ site }: { site: SiteDto }) {
  return (
    <Card>
      <CardHeader title="Settings" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Domain", detail: site.domain },
            { term: "Time zone", detail: site.timeZone },
            { term: "Further hosts", detail: site.allowedHosts.join(", ") || "None" },
          ]}
        />
        <p className="pt-3 text-[0.8125rem] text-text-muted">Only owners and admins can change a website.</p>
      </CardBody>
    </Card>
  );
}
