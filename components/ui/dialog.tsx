"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/components/lib/cn";
import { buttonClass } from "./button";

export const overlayClass = "fixed inset-0 z-40 bg-overlay data-[state=open]:animate-enter";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  width?: "md" | "lg";
};

/** A modal window: focus is kept inside, Escape closes, focus returns to what opened it. */
export function Dialog({ open, onOpenChange, title, description, children, width = "md" }: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass} />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-ui border border-border bg-surface-raised shadow-float data-[state=open]:animate-enter sm:top-[8vh] sm:bottom-auto sm:max-h-[84vh] sm:rounded-ui",
            width === "lg" ? "sm:max-w-3xl" : "sm:max-w-lg",
          )}
        >
          <header className="flex items-start justify-between gap-4 border-b border-border px-5 py-4">
            <div className="flex flex-col gap-1">
              <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-text-muted">{description}</Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close
              aria-label="Close"
              className={buttonClass({ variant: "ghost", size: "icon", className: "-mt-1.5 -mr-2" })}
            >
              <X aria-hidden className="size-4" />
            </Primitive.Close>
          </header>
          <div className="overflow-y-auto p-5">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
