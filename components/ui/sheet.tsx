"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { overlayClass } from "./dialog";

export type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
};

/** A panel from the left edge, for the phone's navigation. */
export function Sheet({ open, onOpenChange, title, children }: SheetProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClass} />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r border-border bg-surface shadow-float data-[state=open]:animate-slide-in"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          <Primitive.Close
            aria-label="Close"
            className={buttonClass({ variant: "ghost", size: "icon", className: "absolute top-2 right-2" })}
          >
            <X aria-hidden className="size-4" />
          </Primitive.Close>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
