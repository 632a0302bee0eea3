"use client";

import { Toaster } from "sonner";

/** Where short messages appear: bottom right, in the product's own colours. */
export function ToasterWindow() {
  return (
    <Toaster
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-ui border border-border bg-surface-raised p-4 text-sm text-text shadow-float font-sans!",
          title: "font-medium",
          description: "text-text-muted",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          actionButton:
            "ml-auto shrink-0 font-medium whitespace-nowrap text-accent-text underline underline-offset-4",
          closeButton: "order-last ml-auto text-text-muted hover:text-text",
        },
      }}
    />
  );
}
