import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";
import { controlClass } from "./input";

/** A search field with its glass. Needs an `aria-label`; `className` places it. */
export function SearchInput({ className, ...rest }: ComponentProps<"input"> & { "aria-label": string }) {
  return (
    <span className={cn("relative block", className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-text-muted"
      />
      <input {...rest} type="search" className={cn(controlClass, "h-9 pl-9")} />
    </span>
  );
}
