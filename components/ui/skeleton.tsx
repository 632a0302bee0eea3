import { cn } from "@/components/lib/cn";

/** A grey shape in the size of what is on its way. Hidden from assistive technology. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn("block animate-shimmer rounded-inner bg-surface-sunken", className)} />
  );
}
