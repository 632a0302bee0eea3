"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { BrandName } from "./brand-mark";
import { SidebarNav } from "./sidebar-nav";

/** The sidebar on a phone: a sheet behind one button. */
export function MobileNav() {
  const [open, setOpen] = useState(false);
  return (
    <div className="lg:hidden">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open the navigation"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Menu aria-hidden className="size-5" />
      </Button>
      <Sheet open={open} onOpenChange={setOpen} title="Navigation">
        <BrandName className="m-3 h-9 px-1.5" />
        <SidebarNav onNavigate={() => setOpen(false)} />
      </Sheet>
    </div>
  );
}
