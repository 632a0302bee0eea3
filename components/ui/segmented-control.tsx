import { useId, type ReactNode } from "react";

export type Segment<T extends string> = { value: T; label: ReactNode; name?: string };

export type SegmentedControlProps<T extends string> = {
  /** What is chosen here, for assistive technology. */
  label: string;
  value: T;
  onChange: (value: T) => void;
  segments: readonly Segment<T>[];
};

/** One of a few, all in sight: native radio buttons. `name` says what an icon-only segment means. */
export function SegmentedControl<T extends string>({
  label,
  value,
  onChange,
  segments,
}: SegmentedControlProps<T>) {
  const group = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex items-center rounded-ui border border-border bg-surface-sunken p-0.5"
    >
      {segments.map((segment) => (
        <label
          key={segment.value}
          title={segment.name}
          className="touch-target relative flex h-7 cursor-pointer items-center justify-center gap-1.5 rounded-[0.375rem] px-2.5 text-[0.8125rem] font-medium text-text-muted transition-colors hover:text-text has-checked:bg-surface-raised has-checked:text-text has-checked:ring-1 has-checked:ring-border has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus [@media(pointer:coarse)]:min-w-11"
        >
          <input
            type="radio"
            name={group}
            aria-label={segment.name}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {segment.label}
        </label>
      ))}
    </div>
  );
}
