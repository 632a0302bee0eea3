import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role" | "onChange"> & {
  onCheckedChange: (checked: boolean) => void;
};

/** An on/off control that acts at once: a native checkbox in another dress. Give it a label by `id` or `aria-label`. */
export function Switch({ className, onCheckedChange, ...rest }: SwitchProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      onChange={(event) => onCheckedChange(event.target.checked)}
      className={cn(
        "relative inline-flex h-6 w-10 shrink-0 cursor-pointer appearance-none items-center rounded-full border border-border-strong bg-surface-sunken transition-colors before:block before:size-4 before:translate-x-1 before:rounded-full before:bg-border-strong before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-[1.125rem] checked:before:bg-accent-contrast disabled:opacity-50",
        className,
      )}
    />
  );
}
