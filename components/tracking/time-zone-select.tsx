"use client";

import { useMemo, type ComponentProps } from "react";
import { Select } from "@/components/ui/select";

/** Every zone this browser knows; UTC and a zone in use are always among them. */
export function TimeZoneSelect({
  current,
  ...rest
}: Omit<ComponentProps<typeof Select>, "options"> & { current?: string }) {
  const options = useMemo(() => {
    const names = new Set([...(current ? [current] : []), "UTC", ...Intl.supportedValuesOf("timeZone")]);
    return [...names].map((name) => ({ value: name, label: name.replaceAll("_", " ") }));
  }, [current]);
  return <Select {...rest} options={options} />;
}
