import { PageHeader } from "@/components/common/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { BreakdownPanel } from "./breakdown-panel";
import { PANELS } from "./panels";
import { TrafficCard } from "./traffic-card";

const nothing = () => undefined;

/** The report in its own shape while nothing is known yet. */
export function AnalyticsSkeleton() {
  return (
    <>
      <PageHeader title="Analytics" description=" " actions={<Skeleton className="h-9 w-52 rounded-ui" />} />
      <TrafficCard report={undefined} />
      <div className="grid gap-6 lg:grid-cols-2">
        {PANELS.map((panel) => (
          <BreakdownPanel
            key={panel.id}
            panel={panel}
            active={panel.tabs[0].dimension}
            onActive={nothing}
            results={undefined}
            totals={undefined}
          />
        ))}
      </div>
    </>
  );
}
