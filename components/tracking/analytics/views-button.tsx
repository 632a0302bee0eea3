"use client";

import { useLoaded } from "@/components/lib/use-loaded";
import { Button } from "@/components/ui/button";
import { ViewsFace, type ViewsProps } from "./views-face";

const load = () => import("./views-popover").then((module) => module.ViewsPopover);

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
