"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/lib/cn";

export const DropdownMenu = Primitive.Root;
export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

const itemClass =
  "flex min-h-9 cursor-default items-center gap-2 rounded-inner px-2 py-1.5 outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-surface-hover [@media(pointer:coarse)]:min-h-11";

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        {...rest}
        className={cn(
          "z-50 min-w-52 rounded-ui border border-border bg-surface-raised p-1 text-sm text-text shadow-float data-[state=open]:animate-enter",
          className,
        )}
      />
    </Primitive.Portal>
  );
}

export function DropdownMenuItem({ className, ...rest }: ComponentProps<typeof Primitive.Item>) {
  return <Primitive.Item {...rest} className={cn(itemClass, className)} />;
}

export function DropdownMenuRadioItem({ children, ...rest }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem {...rest} className={cn(itemClass, "justify-between")}>
      <span className="flex min-w-0 items-center gap-2">{children}</span>
      <Primitive.ItemIndicator>
        <Check aria-hidden className="size-4 text-accent-text" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Primitive.Label>) {
  return (
    <Primitive.Label {...rest} className={cn("px-2 py-1.5 text-xs font-medium text-text-muted", className)} />
  );
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-border" />;
}
