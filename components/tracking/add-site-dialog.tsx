"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { Allowed } from "@/components/common/allowed";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";

const load = () => import("./add-site-window").then((module) => module.AddSiteWindow);
const AddSiteWindow = dynamic(load, { ssr: false });

/** The button that adds a website. */
export function AddSiteDialog({ label = "Add a website" }: { label?: string }) {
  const lazy = useLazyWindow(load);
  return (
    <Allowed to="sites.write" reason="Only owners and admins can add websites.">
      <Button {...lazy.button}>
        <Plus aria-hidden className="size-4" />
        {label}
      </Button>
      {lazy.used ? <AddSiteWindow {...lazy.window} /> : null}
    </Allowed>
  );
}
