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
      className="w-full sm:w-52"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={sites.map((site) => ({ value: site.id, label: site.name }))}
    />
  );
}
