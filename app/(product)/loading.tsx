import { Skeleton } from "@/components/ui/skeleton";

/** The shape of most pages, shown at once while the next one is on its way. */
export default function ProductLoading() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-4 w-64" />
      </div>
      <Skeleton className="h-96 w-full rounded-ui" />
    </div>
  );
}
