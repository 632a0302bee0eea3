"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";

export type Segment<T extends string> = { value: T; label: ReactNode; name?: string };

export type SegmentedControlProps<T extends string> = {
  /** What is chosen here, for assistive technology. */
  label: string;
  value: T;
  onChange: (value: T) => void;
  segments: readonly Segment<T>[];
};

/** One of a few, all in sight. `name` says what an icon-only segment means. */
export function SegmentedControl<T extends string>({
  label,
  value,
  onChange,
  segments,
}: SegmentedControlProps<T>) {
  const choose = (next: string) => {
    const found = segments.find((segment) => segment.value === next);
    if (found) onChange(found.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
      className="inline-flex items-center rounded-ui border border-border bg-surface-sunken p-0.5"
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          aria-label={segment.name}
          className="touch-target flex h-7 items-center justify-center gap-1.5 rounded-[0.375rem] px-2.5 text-[0.8125rem] font-medium text-text-muted transition-colors hover:text-text data-[state=on]:bg-surface-raised data-[state=on]:text-text data-[state=on]:ring-1 data-[state=on]:ring-border"
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
