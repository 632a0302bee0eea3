"use client";

import { lazy, Suspense } from "react";
import type { ErrorStateProps } from "@/components/ui/error-state";

type PageFaultProps = Pick<ErrorStateProps, "title" | "message" | "onRetry">;

/** The same in plain words: until the code of the full one has come, and where it does not come. */
function PlainFault({ title, message, onRetry }: PageFaultProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <p className="text-base font-semibold">{title}</p>
      <p className="max-w-md text-text-muted">{message}</p>
      <button type="button" className="touch-target text-accent-text underline" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

const FullFault = lazy(() =>
  import("@/components/ui/error-state").then(
    (module) => ({ default: module.ErrorState }),
    () => ({ default: PlainFault }),
  ),
);

/** What stands where a page could not be shown. Every page carries this along, so its look is fetched only when it is needed. */
export function PageFault(props: PageFaultProps) {
  return (
    <Suspense fallback={<PlainFault {...props} />}>
      <FullFault {...props} />
    </Suspense>
  );
}
