import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";
import { controlClass } from "./input";

export type SelectOption = { value: string; label: string; disabled?: boolean };

/**
 * A native select: the phone's own picker, type-ahead and keyboard come with it, and it costs no script.
 * `className` places the whole control.
 */
export function Select({
  options,
  className,
  ...rest
}: Omit<ComponentProps<"select">, "children"> & { options: readonly SelectOption[] }) {
  return (
    <span className={cn("relative block", className)}>
      <select {...rest} className={cn(controlClass, "h-9 appearance-none truncate pr-9")}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-text-muted"
      />
    </span>
  );
}
