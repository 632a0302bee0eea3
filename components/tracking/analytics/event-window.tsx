"use client";

import { countOf } from "@/components/lib/format";
import { BarList } from "@/components/ui/bar-list";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { PanelError } from "./panel-error";
import { isKind } from "./report-batch";
import { useReport } from "./report-scope";

export type EventWindowProps = { name: string; onClose: () => void };

/** What was sent along with an event, by property. */
export function EventWindow({ name, onClose }: EventWindowProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="lg"
      title={name}
      description="What was sent along with this event."
    >
      <Properties name={name} />
    </Dialog>
  );
}

function Properties({ name }: { name: string }) {
  const report = useReport({ kind: "event_properties", event: name });
  const result = report.data?.result;
  if (report.error && !result) return <PanelError report={report} />;
  if (!isKind(result, "event_properties") || result.event !== name)
    return <Skeleton className="h-64 w-full" />;
  const times = `${countOf(result.events, "time")} in ${countOf(result.visits, "visit")}`;
  if (result.properties.length === 0)
    return <p className="text-text-muted">{`It happened ${times}, without properties.`}</p>;
  return (
    <div className="flex flex-col gap-6">
      <p className="text-text-muted">{`It happened ${times}.`}</p>
      {result.properties.map((property) => (
        <section
          key={property.name}
          aria-label={property.name}
          className="rounded-ui border border-border pb-2"
        >
          <BarList
            heading={property.name}
            unit="Events"
            whole={property.events}
            rows={property.values.map(({ value, events }) => ({
              id: value,
              title: value,
              label: value === "" ? "Empty" : value,
              value: events,
            }))}
          />
          {property.valuesTotal > property.values.length ? (
            <p className="px-4 pt-2 text-xs text-text-muted">
              {`The first ${property.values.length} of ${countOf(property.valuesTotal, "value")}.`}
            </p>
          ) : null}
        </section>
      ))}
    </div>
  );
}
