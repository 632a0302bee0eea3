import { LoaderCircle } from "lucide-react";
import { cn } from "@/components/lib/cn";

/** A turning ring for work that is under way; the words beside it say which. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />;
}
