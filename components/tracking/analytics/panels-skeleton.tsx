import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { PANELS } from "./panels";

/** The panels in their own shape while their code or their numbers are on their way. */
export const PanelsSkeleton = () => (
  <div className="grid gap-6 lg:grid-cols-2">
    {PANELS.map((panel) => (
      <Card key={panel.id} className={panel.id === "places" ? "lg:col-span-2" : undefined}>
        <h2 className="border-b border-border px-4 py-3.5 text-sm font-semibold">{panel.title}</h2>
        <RowsSkeleton label={panel.title} />
      </Card>
    ))}
  </div>
);

export function RowsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={`${label}: loading`} className="p-4">
      <Skeleton className="h-[23.5rem] w-full" />
    </div>
  );
}
