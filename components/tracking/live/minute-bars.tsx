"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { useState } from "react";
import { countOf, formatNumber } from "@/components/lib/format";
import { niceScale } from "@/components/ui/chart/scale";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { LiveDto } from "@/lib/tracking/report-schemas";

type Minute = LiveDto["minutes"][number];
export type MinuteBarsProps = { minutes: readonly Minute[]; timeZone: string };

/** The last half hour, a bar a minute; the last bar is still growing. */
export function MinuteBars({ minutes, timeZone }: MinuteBarsProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
  const timeOf = (minute: Minute) => clock.format(new Date(minute.at));
  return (
    <div className="flex min-w-0 flex-col gap-3 p-4">
      <div className="flex items-center justify-between gap-3">
        <p className="text-[0.8125rem] text-text-muted">Page views a minute</p>
        <SegmentedControl
          label="Show as"
          value={view}
          onChange={setView}
          segments={[
            { value: "chart", name: "Chart", label: <ChartColumn aria-hidden className="size-4" /> },
            { value: "table", name: "Table", label: <Table2 aria-hidden className="size-4" /> },
          ]}
        />
      </div>
      {view === "chart" ? (
        <Bars minutes={minutes} timeOf={timeOf} />
      ) : (
        <MinuteTable minutes={minutes} timeOf={timeOf} />
      )}
    </div>
  );
}

type PartProps = { minutes: readonly Minute[]; timeOf: (minute: Minute) => string };

function Bars({ minutes, timeOf }: PartProps) {
  const { max } = niceScale(Math.max(0, ...minutes.map(({ pageViews }) => pageViews)));
  const first = minutes[0];
  const last = minutes.at(-1);
  return (
    <figure aria-label="Page views a minute in the last 30 minutes">
      <div className="relative flex h-36 items-end gap-px border-b border-border sm:gap-1">
        <span aria-hidden className="absolute top-0 left-0 text-[0.6875rem] text-text-muted tabular-nums">
          {formatNumber(max)}
        </span>
        {minutes.map((minute) => {
          const words = `${timeOf(minute)}: ${countOf(minute.pageViews, "page view")}, ${countOf(minute.visitors, "person", "people")}`;
          return (
            <span
              key={minute.at}
              role="img"
              aria-label={words}
              title={words}
              className="flex h-full flex-1 items-end rounded-t-inner hover:bg-surface-hover"
            >
              <span
                className="w-full rounded-t-inner bg-chart-1 transition-[height] duration-300"
                style={{ height: minute.pageViews > 0 ? `max(2px, ${(minute.pageViews / max) * 100}%)` : 0 }}
              />
            </span>
          );
        })}
      </div>
      <div aria-hidden className="flex justify-between pt-1.5 text-[0.6875rem] text-text-muted tabular-nums">
        <span>{first ? timeOf(first) : ""}</span>
        <span>{last ? timeOf(last) : ""}</span>
      </div>
    </figure>
  );
}

function MinuteTable({ minutes, timeOf }: PartProps) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="The last 30 minutes"
      className="h-40 overflow-auto rounded-ui border border-border"
    >
      <table className="w-full text-right tabular-nums">
        <thead className="sticky top-0 bg-surface-sunken text-xs text-text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-left font-medium">
              Minute
            </th>
            {["People", "Page views", "Events"].map((heading) => (
              <th key={heading} scope="col" className="px-3 py-1.5 font-medium">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {minutes.toReversed().map((minute) => (
            <tr key={minute.at}>
              <th scope="row" className="px-3 py-1.5 text-left font-normal">
                {timeOf(minute)}
              </th>
              <td className="px-3">{formatNumber(minute.visitors)}</td>
              <td className="px-3">{formatNumber(minute.pageViews)}</td>
              <td className="px-3">{formatNumber(minute.events)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
