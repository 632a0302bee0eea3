import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";

/** Shared look of every single-line control. 16 px on a phone, so that iOS does not zoom in. */
export const controlClass =
  "touch-target w-full rounded-ui border border-border-strong bg-surface-raised px-3 text-base text-text transition-colors placeholder:text-text-muted disabled:bg-surface-sunken disabled:text-text-muted aria-invalid:border-danger sm:text-sm";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cn(controlClass, "h-9", className)} />;
}
