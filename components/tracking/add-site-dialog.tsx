"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Allowed } from "@/components/common/allowed";
import { useApiMutation } from "@/components/common/use-api";
import { useTimeZone } from "@/components/lib/use-now";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SiteDto } from "@/lib/tracking/schemas";
import { SiteForm, type SiteValues } from "./site-form";
import { SITES_KEY } from "./keys";

/** The button that adds a website, and its form. Opens the new site's page when it is made. */
export function AddSiteDialog({ label = "Add a website" }: { label?: string }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const timeZone = useTimeZone();
  const create = useApiMutation<typeof SiteDto, SiteValues>({
    method: "post",
    path: "/sites",
    schema: SiteDto,
    stale: [SITES_KEY, ["overview"], ["activity"]],
    onSuccess: (site) => {
      setOpen(false);
      router.push(`/settings/sites/${site.id}`);
    },
  });
  return (
    <Allowed to="sites.write" reason="Only owners and admins can add websites.">
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        {label}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add a website"
        description="You get one line for its pages next."
      >
        <SiteForm
          values={{ domain: "", name: "", timeZone, allowedHosts: [] }}
          submitLabel="Add the website"
          onSave={(values) => create.mutateAsync(values)}
        />
      </Dialog>
    </Allowed>
  );
}
