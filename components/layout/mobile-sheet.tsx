"use client";

import { Sheet } from "@/components/ui/sheet";
import { BrandName } from "./brand-mark";
import { SidebarNav } from "./sidebar-nav";

export type MobileSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function MobileSheet({ open, onOpenChange }: MobileSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="Navigation">
      <SidebarNav head={<BrandName className="m-3 h-9 px-1.5" />} onNavigate={() => onOpenChange(false)} />
    </Sheet>
  );
}
