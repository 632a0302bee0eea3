"use client";

import { Bookmark } from "lucide-react";
import { useLoaded } from "@/components/lib/use-loaded";
import { Button } from "@/components/ui/button";
import type { AnalyticsChange } from "./analytics-state";
import type { AnalyticsState } from "./screen-state";

const load = () => import("./views-popover").then((module) => module.ViewsPopover);

export type ViewsProps = { siteId: string; state: AnalyticsState; today: string; change: AnalyticsChange };

export const ViewsFace = () => (
  <>
    <Bookmark aria-hidden className="size-4" />
    Views
  </>
);

/** Screens that were kept under a name; the list comes with the first use. */
export function ViewsButton(props: ViewsProps) {
  const { Loaded, preload, open } = useLoaded(load);
  if (Loaded) return <Loaded {...props} />;
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={open}
    >
      <ViewsFace />
    </Button>
  );
}
