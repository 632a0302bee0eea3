import { PageHeader } from "@/components/common/page-header";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { MEASURES } from "./measures";
import { PanelsSkeleton } from "./panels-skeleton";

/** The report in its own shape while nothing is known yet. */
export function AnalyticsSkeleton() {
  return (
    <>
      <PageHeader title="Analytics" description=" " actions={<Skeleton className="h-9 w-52 rounded-ui" />} />
      <Card aria-label="Traffic: loading">
        <div className="grid grid-cols-2 gap-px overflow-hidden rounded-t-ui bg-border sm:grid-cols-3 xl:grid-cols-6">
          {MEASURES.map((measure) => (
            <div key={measure.id} className="flex flex-col gap-0.5 bg-surface-raised px-4 py-3">
              <span className="text-[0.8125rem] text-text-muted">{measure.label}</span>
              <Skeleton className="my-1 h-6 w-20" />
            </div>
          ))}
        </div>
        <div className="border-t border-border p-4">
          <Skeleton className="h-80 w-full" />
        </div>
      </Card>
      <PanelsSkeleton />
    </>
  );
}
