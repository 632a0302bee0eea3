"use client";

import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { useLazyWindow } from "@/components/common/use-lazy-window";
import { Button } from "@/components/ui/button";

const load = () => import("./mobile-sheet").then((module) => module.MobileSheet);
const MobileSheet = dynamic(load, { ssr: false });

/** The sidebar on a phone: a sheet behind one button. */
export function MobileNav() {
  const lazy = useLazyWindow(load);
  return (
    <div className="lg:hidden">
      <Button variant="ghost" size="icon" aria-label="Open the navigation" {...lazy.button}>
        <Menu aria-hidden className="size-5" />
      </Button>
      {lazy.used ? <MobileSheet {...lazy.window} /> : null}
    </div>
  );
}
