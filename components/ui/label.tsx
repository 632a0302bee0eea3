import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";

export function Label({ className, ...rest }: ComponentProps<"label">) {
  return <label {...rest} className={cn("text-sm font-medium text-text", className)} />;
}
