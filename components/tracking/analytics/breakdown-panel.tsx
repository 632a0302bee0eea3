"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { DIMENSIONS } from "./dimensions";
import { isDimension } from "./filter-params";
import type { ChosenTab, Panel } from "./panels";

export type BreakdownPanelProps = {
  panel: Panel;
  chosen: ChosenTab;
  /** Gets the dimension to show. */
  onChange: (dimension: string) => void;
  /** Opens the whole list; left out where there is none. */
  onAll?: () => void;
  className?: string;
  children: ReactNode;
};

const nameOf = (dimension: string) => (isDimension(dimension) ? DIMENSIONS[dimension].label : dimension);

/** A card with one of a few lists in it. */
export function BreakdownPanel({ panel, chosen, onChange, onAll, className, children }: BreakdownPanelProps) {
  const { tab } = chosen;
  return (
    <Card className={className} aria-label={panel.title}>
      <Tabs
        value={tab.id}
        onValueChange={(id) => onChange(panel.tabs.find((one) => one.id === id)?.dimension ?? "")}
      >
        <div className="flex min-h-12 flex-wrap items-end justify-between gap-x-4 border-b border-border px-4">
          <h2 className="py-3 text-sm font-semibold">{panel.title}</h2>
          <TabsList aria-label={panel.title} className="overflow-x-auto">
            {panel.tabs.map((one) => (
              <TabsTrigger key={one.id} value={one.id}>
                {one.label}
              </TabsTrigger>
            ))}
          </TabsList>
        </div>
        <TabsContent value={tab.id} className="flex flex-col sm:min-h-[25.5rem]">
          {tab.choices ? (
            <div className="px-4 pt-3">
              <Select
                aria-label="Part of the campaign"
                className="w-44"
                value={chosen.dimension}
                onChange={(event) => onChange(event.target.value)}
                options={tab.choices.map((value) => ({ value, label: nameOf(value) }))}
              />
            </div>
          ) : null}
          <div className="flex-1">{children}</div>
          {onAll ? (
            <div className="flex justify-end border-t border-border px-2 py-1">
              <Button variant="ghost" size="sm" aria-haspopup="dialog" onClick={onAll}>
                Show all
              </Button>
            </div>
          ) : null}
        </TabsContent>
      </Tabs>
    </Card>
  );
}
