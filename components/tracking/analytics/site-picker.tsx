"use client";

import { Select } from "@/components/ui/select";
import type { SiteDto } from "@/lib/tracking/schemas";

export type SitePickerProps = {
  sites: readonly SiteDto[];
  value: string;
  onChange: (siteId: string) => void;
};

export function SitePicker({ sites, value, onChange }: SitePickerProps) {
  return (
    <Select
      aria-label="Website"
      className="min-w-0 flex-1 basis-36 sm:w-52 sm:flex-none"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={sites.map((site) => ({ value: site.id, label: site.name }))}
    />
  );
}
