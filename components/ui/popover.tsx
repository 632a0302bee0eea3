"use client";

import { Popover as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;

export function PopoverContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        {...rest}
        className={cn(
          "z-50 max-w-[calc(100vw-1rem)] rounded-ui border border-border bg-surface-raised text-sm text-text shadow-float data-[state=open]:animate-enter",
          className,
        )}
      />
    </Primitive.Portal>
  );
}
