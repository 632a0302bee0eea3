import { PageHeader } from "@/components/common/page-header";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The live view in its own shape while nothing is known yet. `bare`: without the page's head. */
export function LiveSkeleton({ bare }: { bare?: boolean }) {
  return (
    <>
      {bare ? null : <PageHeader title="Live" description=" " />}
      <Card aria-label="Now: loading" className="grid gap-4 p-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <Skeleton className="h-36" />
        <Skeleton className="h-44" />
      </Card>
      <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-4">
        {[0, 1, 2, 3].map((card) => (
          <Card key={card} className="p-4">
            <Skeleton className="h-40" />
          </Card>
        ))}
      </div>
      <Card className="p-4">
        <Skeleton className="h-64" />
      </Card>
    </>
  );
}
