import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";
import { controlClass } from "./input";

/** A text area that grows with what is written where the browser can do that. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={4}
      {...rest}
      className={cn(controlClass, "[field-sizing:content] min-h-20 py-2", className)}
    />
  );
}
