import { PageHeader } from "@/components/common/page-header";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const ROWS = [0, 1, 2, 3];

/** Rows on their way. */
export function RowsWaiting({ label }: { label: string }) {
  return (
    <div role="status" aria-label={`${label}: loading`} className="flex flex-col divide-y divide-border">
      {ROWS.map((row) => (
        <div key={row} className="p-4">
          <Skeleton className="h-10 w-full" />
        </div>
      ))}
    </div>
  );
}

/** A page with a list while nothing is known yet. */
export function ListSkeleton({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} description=" " actions={<Skeleton className="h-9 w-52 rounded-ui" />} />
      <Card>
        <RowsWaiting label={title} />
      </Card>
    </>
  );
}
