"use client";

import { useEffect, useState } from "react";
import { useUrlState } from "@/components/common/use-url-state";
import { useDebounced } from "@/components/lib/use-debounced";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";

const DELAY_MS = 300;

const LENGTHS = [
  { value: "", label: "Any length" },
  { value: "10", label: "10 s and longer" },
  { value: "30", label: "30 s and longer" },
  { value: "60", label: "1 min and longer" },
  { value: "300", label: "5 min and longer" },
];
const DEVICES = [
  { value: "", label: "Every device" },
  { value: "desktop", label: "Desktop" },
  { value: "mobile", label: "Phone" },
  { value: "tablet", label: "Tablet" },
];

/** What narrows the list down. All of it is in the address. */
export function ReplayFilters({
  countries,
}: {
  /** Codes and names to choose from. */
  countries: readonly { value: string; label: string }[];
}) {
  const { params, change } = useUrlState();
  const pick = (name: string) => ({
    value: params.get(name) ?? "",
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  return (
    <div className="flex flex-col gap-2 border-b border-border p-3 sm:flex-row sm:flex-wrap sm:items-center">
      <TextFilter name="page" label="Path of a page that was viewed" placeholder="Page, such as /prices" />
      <TextFilter name="event" label="Name of an event that happened" placeholder="Event, such as signup" />
      <div className="grid grid-cols-2 gap-2 sm:flex">
        <Select aria-label="Length" className="sm:w-40" options={LENGTHS} {...pick("minDurationS")} />
        <Select aria-label="Device" className="sm:w-36" options={DEVICES} {...pick("device")} />
        <Select
          aria-label="Country"
          className="max-sm:col-span-2 sm:w-40"
          options={[{ value: "", label: "Every country" }, ...countries]}
          {...pick("country")}
        />
      </div>
    </div>
  );
}

function TextFilter({ name, label, placeholder }: { name: string; label: string; placeholder: string }) {
  const { params, change } = useUrlState();
  const asked = params.get(name) ?? "";
  const [text, setText] = useState(asked);
  const [seen, setSeen] = useState(asked);
  // Cleared or changed from elsewhere: the field follows.
  if (asked !== seen) {
    setSeen(asked);
    setText(asked);
  }
  const words = useDebounced(text.trim(), DELAY_MS);
  useEffect(() => {
    const current = new URLSearchParams(window.location.search).get(name) ?? "";
    if (words === text.trim() && words !== current) change({ [name]: words }, "replace");
  }, [words, text, name, change]);
  return (
    <SearchInput
      aria-label={label}
      placeholder={placeholder}
      className="sm:w-56"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
