"use client";

import { useRouter } from "next/navigation";
import { useApiMutation } from "@/components/common/use-api";
import { useTimeZone } from "@/components/lib/use-now";
import { Dialog } from "@/components/ui/dialog";
import { SITES_KEY } from "./keys";
import { siteShape } from "./shapes";
import { SiteForm } from "./site-form";

export type AddSiteWindowProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** The form of a new website. Opens its page when it is made. */
export function AddSiteWindow({ open, onOpenChange }: AddSiteWindowProps) {
  const router = useRouter();
  const timeZone = useTimeZone();
  const create = useApiMutation({
    method: "post",
    path: "/sites",
    shape: siteShape,
    stale: [SITES_KEY, ["overview"], ["activity"]],
    onSuccess: (site) => {
      onOpenChange(false);
      router.push(`/settings/sites/${site.id}`);
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a website"
      description="You get one line for its pages next."
    >
      <SiteForm
        values={{ domain: "", name: "", timeZone, allowedHosts: [] }}
        submitLabel="Add the website"
        onSave={(values) => create.mutateAsync(values)}
      />
    </Dialog>
  );
}
